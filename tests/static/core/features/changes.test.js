import assert from "node:assert/strict";
import { test } from "node:test";
import { changed } from "../../../../static/js/core/features/changes.js";
import { testEach } from "../../support.js";

test("a shuffle keeps every pixel and is the same each time", () => {
  const pixels = Uint8ClampedArray.from({ length: 4 * 9 * 11 }, (_, at) => (at % 4 === 3 ? 255 : (at * 7919) % 256));
  const words = (/** @type {Uint8ClampedArray} */ data) => [...new Uint32Array(new Uint8ClampedArray(data).buffer)];
  const shuffled = changed(pixels, "shuffled");
  assert.deepEqual(changed(pixels, "shuffled"), shuffled);
  assert.notDeepEqual(shuffled, pixels);
  assert.deepEqual(words(shuffled).sort(), words(pixels).sort());
});

testEach(
  "each change has its effect on a pixel",
  [
    ["as_is", [200, 101, 3, 255]],
    ["half", [100, 50, 1, 255]],
    ["grey", [119, 119, 119, 255]],
  ],
  (change, expected) => {
    assert.deepEqual([...changed(new Uint8ClampedArray([200, 101, 3, 255]), change)], expected);
  },
);
