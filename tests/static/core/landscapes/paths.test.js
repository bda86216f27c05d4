import assert from "node:assert/strict";
import { test } from "node:test";
import { availableStep, Path } from "../../../../static/js/core/landscapes/paths.js";

/**
 * @param {any[]} frames
 * @returns {Path}
 */
function pathOf(frames) {
  const path = new Path();
  for (const frame of frames) path.append(frame);
  return path;
}

test("frames are joined and nulls are not numbers", () => {
  const path = pathOf([
    { step: 0, x: [1, 2], y: [0, 0], loss: [5, 4] },
    { step: 2, x: [3], y: [0], loss: [null] },
  ]);
  assert.equal(path.length, 3);
  assert.deepEqual([...path.x.subarray(0, 3)], [1, 2, 3]);
  assert.ok(Number.isNaN(path.loss[2]));
});

test("repeated entries are taken once", () => {
  const path = pathOf([
    { step: 0, x: [1, 2, 3], y: [0, 0, 0], loss: [0, 0, 0] },
    { step: 1, x: [2, 3, 4], y: [0, 0, 0], loss: [0, 0, 0] },
  ]);
  assert.deepEqual([...path.x.subarray(0, path.length)], [1, 2, 3, 4]);
});

test("a gap is refused", () => {
  assert.throws(() => pathOf([{ step: 4, x: [1], y: [1], loss: [1] }]), { message: "entries 0 to 3 are missing" });
});

test("columns grow", () => {
  const frames = Array.from({ length: 50 }, (_, index) => {
    const column = Array.from({ length: 100 }, (__, at) => 100 * index + at);
    return { step: 100 * index, x: column, y: column, loss: column };
  });
  const path = pathOf(frames);
  assert.deepEqual([path.length, path.x[4999]], [5000, 4999]);
});

test("a diverged path ends before it became non-finite", () => {
  const path = new Path();
  const column = [1, 9, null];
  path.accept(/** @type {any} */ ({ type: "frame", optimizer: 0, step: 0, x: column, y: column, loss: column }));
  path.accept(/** @type {any} */ ({ type: "end", optimizer: 0, reason: "diverged", steps: 2 }));
  assert.equal(path.last, 1);
});

test("the available step is what all have reached or ended before", () => {
  const path = (/** @type {number} */ length, /** @type {any} */ end) => /** @type {Path} */ ({ length, end });
  assert.equal(availableStep([path(5, null), path(9, null), path(2, {})]), 4);
  assert.equal(availableStep([path(5, {}), path(9, {})]), 8);
});
