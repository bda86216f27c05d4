import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, surest } from "../../../../static/js/core/features/sift.js";

/** @type {any[]} */
const KEYPOINTS = [
  { x: 0, y: 0, response: 0.1 },
  { x: 5, y: 0, response: 0.3 },
  { x: 9, y: 0, response: 0.2 },
];

test("the surest keypoints are those of the strongest response", () => {
  assert.deepEqual(surest(KEYPOINTS, 2), [1, 2]);
});

test("the nearest keypoint is one of those that are shown", () => {
  assert.equal(nearest(KEYPOINTS, [1, 2], { x: 1, y: 0 }), 1);
  assert.equal(nearest(KEYPOINTS, [], { x: 1, y: 0 }), null);
});
