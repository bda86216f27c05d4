import assert from "node:assert/strict";
import { test } from "node:test";
import { fellIntoHole, outcomeAt, stepOfLeaving } from "../../../../static/js/core/landscapes/outcome.js";
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

/** @param {object} parts of a path */
const diverged = (parts) => /** @type {any} */ ({ end: { reason: "diverged" }, ...parts });

test("a path that ends near the map where the loss is not finite fell into a hole, and its steps did not grow", () => {
  const path = diverged({ x: [0.75, 0.1, -0.3], y: [1, 0.9, 0.8], loss: [1, 0.5, NaN], last: 1, length: 3 });
  assert.deepEqual(outcomeAt(path, 1, SURFACE, WIDE, "rule"), { kind: "hole", step: 2 });
  assert.ok(fellIntoHole(diverged({ x: [0], y: [0], length: 1 }), WIDE));
});

test("a path that ends far away, or at no place at all, left", () => {
  for (const far of [1e9, -1e200, NaN, Infinity]) {
    const path = diverged({ x: [0, 4, far], y: [0, 1, 0], loss: [1, 50, NaN], last: 1, length: 3 });
    assert.equal(outcomeAt(path, 1, SURFACE, WIDE, "rule").kind, "left");
  }
});

testEach(
  "where no minimum is known, a slope that has vanished beside that at the start is rest",
  [
    [1.2e-6, 69, "rest"],
    [6e-4, 69, "rest"],
    [0.08, 69, "moving"],
    [9e-7, 1e-5, "rest"],
    [2e-6, 1e-5, "moving"],
  ],
  (norm, first, kind) => {
    /** @type {any} */
    const path = { x: [1, 3], y: [0, 0.5], loss: [9, 1.6e-12], gradientNorm: [first, norm], last: 1, end: null };
    assert.equal(outcomeAt(path, 1, { ...SURFACE, minima: [], saddles: [] }, WIDE, "rule").kind, kind);
  },
);
