import assert from "node:assert/strict";
import { test } from "node:test";
import { contourLevels, lossScaleOf } from "../../../../static/js/core/shared/loss-scale.js";
import { assertClose, testEach } from "../../support.js";

test("the tone is the logarithm above the lowest loss in units of a low percentile", () => {
  const lossScale = lossScaleOf([Array.from({ length: 200 }, (_, value) => value)]);
  assert.deepEqual([lossScale.minimum, lossScale.scale], [0, 2]);
  assertClose(lossScale.highest, Math.log1p(199 / 2));
});

test("holes do not count", () => {
  const rows = [
    [null, 3, 4],
    [5, null, 7],
  ];
  assert.equal(lossScaleOf(rows).minimum, 3);
});

testEach("any landscape has one", [[[[2.0, 2.0]]], [[[null, null]]], [[[1.0, 1.0, 1.0, 9.0]]]], (rows) => {
  const lossScale = lossScaleOf(rows);
  assert.ok(lossScale.scale > 0);
  assert.ok(lossScale.highest > 0);
});

test("fourteen contours lie between lowest and highest", () => {
  assert.deepEqual(contourLevels({ minimum: 0, scale: 1, highest: 15 }), { start: 1, size: 1, end: 14 });
});
