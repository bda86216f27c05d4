import assert from "node:assert/strict";
import { hueBin } from "../../../../static/js/core/features/colours.js";
import { testEach } from "../../support.js";

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
