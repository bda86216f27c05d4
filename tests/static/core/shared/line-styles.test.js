import assert from "node:assert/strict";
import { test } from "node:test";
import { nextSlot, slotStyle } from "../../../../static/js/core/shared/line-styles.js";

test("the home is taken first, then the next free slot", () => {
  assert.deepEqual(
    [[0], [0, 2], [0, 1, 2]].map((taken) => nextSlot("adam", taken)),
    [2, 1, 3],
  );
});

test("beyond eight, colours repeat with another dash", () => {
  const [first, ninth] = [slotStyle(1), slotStyle(9)];
  assert.deepEqual(first.colour, ninth.colour);
  assert.notDeepEqual(first.dash, ninth.dash);
});
