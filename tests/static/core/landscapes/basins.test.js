import assert from "node:assert/strict";
import { test } from "node:test";
import { borderShare, gridFor, shares, stepsFor } from "../../../../static/js/core/landscapes/basins.js";
import { assertClose, testEach } from "../../support.js";

/** @type {any} */
const BASINS = {
  x: [0, 1, 2],
  y: [0, 1],
  minima: [
    { x: 0, y: 0, loss: 0 },
    { x: 2, y: 0, loss: 0 },
  ],
  basin: [
    [0, 0, 1],
    [0, null, 1],
  ],
};

/** @type {any} */
const LIMITS = {
  basin_starts: 65_536,
  basin_work: 24_000_000,
  basin_steps: { low: 1, high: 10_000 },
  axis_count: { low: 2, high: 512 },
};

test("shares are of all starts, the last of those that end nowhere", () => {
  assertClose(shares(BASINS), [1 / 2, 1 / 3, 1 / 6]);
});

test("a start lies at a border if its right or lower neighbour ends elsewhere", () => {
  assertClose(borderShare(BASINS), 3 / 6);
});

testEach(
  "the grid is as fine as the server allows",
  [
    [300, 65_536],
    [1000, 24_000],
    [10_000, 2_400],
  ],
  (steps, max) => {
    const { columns, rows } = gridFor({ width: 660, height: 500 }, steps, LIMITS);
    assert.ok(columns * rows <= max);
    assertClose(columns / rows, 660 / 500, 0.1);
    assert.ok(columns * rows > 0.8 * Math.min(max, (660 * 500) / 9));
  },
);

const LOWERED = [
  { basin_starts: 4 },
  { basin_starts: 441, axis_count: { low: 2, high: 21 } },
  { basin_starts: 64, basin_steps: { low: 1, high: 100 } },
  { basin_work: 65_536, basin_steps: { low: 1, high: 1_000_000 } },
  { axis_count: { low: 2, high: 5 } },
  { axis_count: { low: 40, high: 512 } },
];
const SIZES = [
  [660, 500],
  [390, 300],
  [60, 900],
];

testEach(
  "a map keeps to lower limits",
  LOWERED.flatMap((lowered) => SIZES.map((size) => [lowered, size])),
  (lowered, [width, height]) => {
    const limits = { ...LIMITS, ...lowered };
    const steps = stepsFor(5000, limits);
    const { columns, rows } = gridFor({ width, height }, steps, limits);
    assert.ok(steps >= 1 && steps <= limits.basin_steps.high);
    assert.ok(columns * rows <= limits.basin_starts);
    assert.ok(columns * rows * steps <= limits.basin_work);
    for (const count of [columns, rows]) {
      assert.ok(count >= limits.axis_count.low && count <= limits.axis_count.high);
    }
  },
);
