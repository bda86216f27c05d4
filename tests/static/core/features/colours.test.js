import assert from "node:assert/strict";
import { test } from "node:test";
import { hueBin, overlap } from "../../../../static/js/core/features/colours.js";
import { assertClose, testEach } from "../../support.js";

testEach(
  "hues go round the circle in bins of ten degrees",
  [
    [[255, 0, 0], 0],
    [[255, 255, 0], 6],
    [[0, 255, 0], 12],
    [[0, 255, 255], 18],
    [[0, 0, 255], 24],
    [[255, 0, 255], 30],
    [[255, 0, 1], 35],
    [[7, 7, 7], 0],
  ],
  ([red, green, blue], bin) => assert.equal(hueBin(red, green, blue), bin),
);

test("histograms overlap by their shares", () => {
  assertClose(overlap([1, 3], [25, 75]), 1);
  assertClose(overlap([1, 1], [1, 0]), 0.5);
  assertClose(overlap([1, 0], [0, 1]), 0);
});
