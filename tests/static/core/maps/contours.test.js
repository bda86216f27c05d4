import assert from "node:assert/strict";
import { test } from "node:test";
import { contourLines } from "../../../../static/js/core/maps/contours.js";
import { axis, gridOf } from "../../grids.js";
import { assertClose } from "../../support.js";

test("the contours of a bowl are closed circles", () => {
  const grid = gridOf((x, y) => x * x + y * y, axis(-2, 2, 81), axis(-2, 2, 61));
  const lines = contourLines(grid, 1.5);
  assert.equal(lines.length, 1);
  const [line] = lines;
  assert.deepEqual(line[0], line.at(-1));
  for (const [x, y] of line) assertClose(Math.hypot(x, y), Math.sqrt(1.5), 0, 1e-3);
  const length = line.slice(1).reduce((sum, [x, y], at) => sum + Math.hypot(x - line[at][0], y - line[at][1]), 0);
  assertClose(length, 2 * Math.PI * Math.sqrt(1.5), 5e-3);
});

test("the contours of a slope are straight lines from border to border", () => {
  const [line, ...others] = contourLines(
    gridOf((x, y) => x + 2 * y, axis(0, 1, 11), axis(0, 1, 11)),
    1,
  );
  assert.equal(others.length, 0);
  const ends = [line[0], line[line.length - 1]].sort((one, other) => one[0] - other[0]);
  assertClose(ends.flat(), [0, 0.5, 1, 0], 1e-12, 1e-12);
  for (const [x, y] of line) assertClose(x + 2 * y, 1, 1e-12);
});

test("every point of a contour lies on its level, and none is lost at a saddle", () => {
  const grid = gridOf((x, y) => x * y, axis(-1, 1, 8), axis(-1, 1, 8));
  for (const level of [0.1, -0.1]) {
    const lines = contourLines(grid, level);
    assert.equal(lines.length, 2);
    const sides = lines.map((line) => new Set(line.map(([x]) => Math.sign(x))));
    assert.deepEqual(sides.map((signs) => [...signs].join()).sort(), ["-1", "1"]);
    for (const [x, y] of lines.flat()) assertClose(x * y, level, 0.15);
  }
});

test("a saddle in one cell is joined by the mean of its corners", () => {
  const cell = (/** @type {number[][]} */ values) => ({ x: [0, 1], y: [0, 1], values });
  const high = contourLines(
    cell([
      [2, 0],
      [0, 3],
    ]),
    1,
  );
  const low = contourLines(
    cell([
      [2, 0],
      [0, 1.2],
    ]),
    1,
  );
  assert.equal(high.length, 2);
  assert.equal(low.length, 2);
  const cutsCorner = (
    /** @type {import("../../../../static/js/core/maps/contours.js").Corner[][]} */ lines,
    /** @type {number} */ x,
    /** @type {number} */ y,
  ) => lines.some((line) => line.every(([px, py]) => Math.abs(px - x) <= 0.9 && Math.abs(py - y) <= 0.9));
  assert.ok(cutsCorner(high, 1, 0) && cutsCorner(high, 0, 1), "above the level the diagonal is one land");
  assert.ok(cutsCorner(low, 0, 0) && cutsCorner(low, 1, 1), "below it the other diagonal is one sea");
});

test("contours stop at missing values", () => {
  const grid = gridOf((x) => (x < 0.35 ? null : x), axis(0, 1, 11), axis(0, 1, 3));
  assert.equal(contourLines(grid, 0.2).length, 0);
  const [line] = contourLines(grid, 0.75);
  for (const [x] of line) assertClose(x, 0.75, 1e-12);
});

test("a level that no value reaches has no contours", () => {
  assert.deepEqual(
    contourLines(
      gridOf(() => 1, [0, 1], [0, 1]),
      2,
    ),
    [],
  );
  assert.deepEqual(
    contourLines(
      gridOf(() => 1, [0, 1], [0, 1]),
      1,
    ),
    [],
  );
});
