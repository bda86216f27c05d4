import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomeAt, stepOfLeaving } from "../../../../static/js/core/landscapes/outcome.js";
import { testEach } from "../../support.js";

const WIDE = { x: { low: -5, high: 5 }, y: { low: -5, high: 5 } };
/** @type {any} */
const SURFACE = {
  domain: WIDE,
  saddles: [{ x: 0, y: 0 }],
  minima: [
    { x: 3, y: 2, loss: 0 },
    { x: -1, y: -1, loss: 2 },
  ],
};

testEach(
  "the last point decides the outcome",
  [
    [3.001, 2.0, 1e-9, 1e-5, "arrived"],
    [-1.0, -1.0, 2.0, 0.0, "local_minimum"],
    [0.0, 1e-6, 5.0, 1e-6, "saddle"],
    [1.0, 1.0, 5.0, 3.0, "moving"],
    [4.0, 4.0, 50.0, 3.0, "climbed"],
  ],
  (x, y, loss, norm, kind) => {
    /** @type {any} */
    const path = { x: [1, x], y: [0, y], loss: [9, loss], gradientNorm: [1, norm], last: 1, end: null };
    assert.equal(outcomeAt(path, 1, SURFACE, WIDE, "rule").kind, kind);
  },
);

test("a path leaves with the last step that touches the view", () => {
  const path = /** @type {any} */ ({ x: [0, 4, 60, -900, 1e200], y: [0, 0, 0, 0, 1e200], last: 4 });
  assert.equal(stepOfLeaving(path, WIDE), 3);
});
