import assert from "node:assert/strict";
import { test } from "node:test";
import { lightOf, mapPixels } from "../../../../static/js/core/maps/map-pixels.js";
import { gridOf } from "../../grids.js";
import { assertClose } from "../../support.js";

/** @typedef {import("../../grids.js").Value} Value */

/** @type {import("../../../../static/js/core/shared/oklab.js").RGB[]} */
const RAMP = [
  [0, 0, 0],
  [100, 50, 200],
];

/**
 * @param {Uint8ClampedArray} pixels
 * @param {number} width
 * @param {number} px
 * @param {number} py
 */
function pixel(pixels, width, px, py) {
  const at = 4 * (py * width + px);
  return [...pixels.slice(at, at + 4)];
}

/** @param {Value} value */
function slope(value) {
  return gridOf(value, [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]);
}

test("tones follow the heights, and the first row is the lowest", () => {
  const grid = slope((x, y) => x + 4 * y);
  const size = { width: 50, height: 50 };
  const pixels = mapPixels(grid, 20, RAMP, null, size);
  const tone = (/** @type {number} */ px, /** @type {number} */ py) =>
    (4 * (px + 0.5)) / 50 + 4 * (4 - (4 * (py + 0.5)) / 50);
  for (const [px, py] of [
    [0, 49],
    [49, 0],
    [20, 30],
  ]) {
    const expected = [100, 50, 200].map((channel) => (channel * tone(px, py)) / 20);
    pixel(pixels, 50, px, py).forEach((channel, at) => assertClose(channel, at < 3 ? expected[at] : 255, 0, 1));
  }
});

test("slopes that face the upper left are lighter, the others darker, level ground is neither", () => {
  const size = { width: 100, height: 100 };
  const [facing, away, level] = [slope((x, y) => 4 + x - y), slope((x, y) => 4 - x + y), slope(() => 2)].map((grid) =>
    lightOf(grid, 8, size),
  );
  assert.ok(facing.every((light) => light > 0 && light <= 0.12 + 1e-12));
  assert.ok(away.every((light) => light < 0 && light >= -0.16));
  assert.ok(level.every((light) => light === 0));
});

test("light follows Lambert: a slope of 45 degrees that faces it is the brightest", () => {
  const size = { width: 100, height: 100 };
  const rise = 25 / (0.3 * 100 * Math.SQRT2);
  assertClose(
    Math.max(
      ...lightOf(
        slope((x, y) => rise * (x - y + 4)),
        1,
        size,
      ),
    ),
    0.12,
  );
  const flatter = lightOf(
    slope((x, y) => 0.5 * rise * (x - y + 4)),
    1,
    size,
  );
  const steeper = lightOf(
    slope((x, y) => 3 * rise * (x - y + 4)),
    1,
    size,
  );
  assert.ok(Math.max(...flatter) < 0.119 && Math.max(...steeper) < 0.119);
});

test("where a value is missing nothing is painted", () => {
  const grid = slope((x) => (x < 2 ? null : 1));
  const pixels = mapPixels(grid, 1, RAMP, lightOf(grid, 1, { width: 40, height: 40 }), { width: 40, height: 40 });
  assert.equal(pixel(pixels, 40, 5, 20)[3], 0);
  assert.deepEqual(pixel(pixels, 40, 35, 20), [100, 50, 200, 255]);
});
