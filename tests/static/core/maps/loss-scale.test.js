import assert from "node:assert/strict";
import { test } from "node:test";
import {
  contourLevels,
  lossScaleOf,
  scaledLoss,
  scaledLosses,
  unscaledLoss,
} from "../../../../static/js/core/maps/loss-scale.js";
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
  const levels = contourLevels({ minimum: 0, scale: 1, highest: 15 });
  assert.deepEqual(
    levels,
    Array.from({ length: 14 }, (_, at) => at + 1),
  );
});

test("scaled losses can be read back", () => {
  const lossScale = lossScaleOf([[-3, -2.9, 0, 7, 4e5]]);
  for (const loss of [-3, -2.5, 11, 4e5]) assertClose(unscaledLoss(lossScale, scaledLoss(lossScale, loss)), loss);
  assert.deepEqual(scaledLosses([[null, -3]], lossScale), [[null, 0]]);
});
