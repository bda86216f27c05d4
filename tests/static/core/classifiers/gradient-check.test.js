import assert from "node:assert/strict";
import { test } from "node:test";
import { durationOf, worstFirst, worstKink } from "../../../../static/js/core/classifiers/gradient-check.js";
import { testEach } from "../../support.js";

/** @type {any} */
const CHECK = {
  relative_error: [1e-9, 2e-4, null, 3e-4, 1e-8],
  kinks: [
    { dimension: 4, relu: 1, pool: 0, hinge: 0 },
    { dimension: 1, relu: 2, pool: 1, hinge: 0 },
  ],
};

testEach(
  "a duration is reported in a unit that is short to read",
  [
    [3.14e-5, "microseconds", 31],
    [9.1e-4, "milliseconds", 0.91],
    [0.0991, "milliseconds", 99],
    [0.63, "seconds", 0.63],
    [119.6, "seconds", 120],
    [3768, "minutes", 63],
    [7200, "hours", 2],
  ],
  (seconds, unit, amount) => assert.deepEqual(durationOf(seconds), { unit, amount }),
);

test("the weights that agree least come first", () => {
  assert.deepEqual(worstFirst(CHECK), [2, 3, 1, 4, 0]);
});

test("the worst kink is that of the weight that agrees least", () => {
  assert.equal(worstKink(CHECK)?.dimension, 1);
  assert.equal(worstKink({ ...CHECK, kinks: [] }) ?? null, null);
});
