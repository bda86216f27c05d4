import assert from "node:assert/strict";
import { ticksWithin } from "../../../../static/js/core/maps/ticks.js";
import { testEach } from "../../support.js";

testEach(
  "ticks are round numbers within the range",
  [
    [-2, 4.5, 5, [-2, 0, 2, 4]],
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [-0.003, 0.0031, 5, [-0.002, 0, 0.002]],
    [3, 3.0004, 4, [3, 3.0001, 3.0002, 3.0003, 3.0004]],
    [-1e6, 1e6, 4, [-1e6, -5e5, 0, 5e5, 1e6]],
  ],
  (low, high, max, expected) => assert.deepEqual(ticksWithin(low, high, max), expected),
);
