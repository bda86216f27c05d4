import assert from "node:assert/strict";
import { test } from "node:test";
import { contourLevels, toneOfLandscape } from "../../../../static/js/core/shared/loss-scale.js";
import { assertClose, testEach } from "../../support.js";

test("the tone is the logarithm above the lowest loss in units of a low percentile", () => {
  const tone = toneOfLandscape([Array.from({ length: 200 }, (_, value) => value)]);
  assert.deepEqual([tone.minimum, tone.scale], [0, 2]);
  assertClose(tone.highest, Math.log1p(199 / 2));
});

test("holes do not count", () => {
  const rows = [
    [null, 3, 4],
    [5, null, 7],
  ];
  assert.equal(toneOfLandscape(rows).minimum, 3);
});

testEach("any landscape has one", [[[[2.0, 2.0]]], [[[null, null]]], [[[1.0, 1.0, 1.0, 9.0]]]], (rows) => {
  const tone = toneOfLandscape(rows);
  assert.ok(tone.scale > 0);
  assert.ok(tone.highest > 0);
});

test("fourteen contours lie between lowest and highest", () => {
  assert.deepEqual(contourLevels({ minimum: 0, scale: 1, highest: 15 }), { start: 1, size: 1, end: 14 });
});
