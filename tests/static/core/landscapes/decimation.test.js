import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, markedSteps, byColumn } from "../../../../static/js/core/landscapes/decimation.js";

test("points closer than can be seen are left out", () => {
  /** @type {any} */
  const path = { x: [0, 0.1, 0.2, 5, 5.1, 900, 950, 60], y: Array(8).fill(0), loss: Array(8).fill(0) };
  const project = (
    /** @type {number} */ x,
    /** @type {number} */ y,
    /** @type {number} */ _,
    /** @type {any} */ pixel,
  ) => {
    [pixel[0], pixel[1]] = [x, y];
    return true;
  };
  assert.deepEqual(apart(path, 7, project, { width: 100, height: 100 }, 1), [0, 3, 5, 6, 7]);
});

test("a curve keeps what each column shows", () => {
  const chosen = byColumn(
    10,
    (index) => index / 5,
    (index) => [5, 1, 9, 3, 4, 2, 2, 2, 2, 7][index],
  );
  assert.deepEqual(chosen, [0, 1, 2, 4, 5, 9]);
});

test("markers stand at the same steps of every path", () => {
  assert.deepEqual(markedSteps(600), [10, 20, 50, 100, 200, 500]);
  assert.deepEqual(markedSteps(9), []);
});
