import assert from "node:assert/strict";
import { test } from "node:test";
import { entriesFrom, windowAround } from "../../../../static/js/core/lesson/vector-window.js";
import { testEach } from "../../support.js";

testEach(
  "the window stays within the vector",
  [
    [0, 0],
    [2, 0],
    [3, 1],
    [8, 5],
    [9, 5],
  ],
  (pixel, first) => assert.equal(windowAround(pixel, 10, 5), first),
);

test("the window lists red, green and blue in turn", () => {
  const entries = entriesFrom(new Uint8ClampedArray([9, 9, 9, 255, 1, 2, 3, 255]), 1, 2);
  assert.deepEqual(
    entries,
    [0, 1, 2].map((channel) => ({ pixel: 1, channel, value: channel + 1 })),
  );
});
