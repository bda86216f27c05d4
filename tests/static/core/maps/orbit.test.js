import assert from "node:assert/strict";
import { test } from "node:test";
import { lensOf, orbitFrom, positionOf, within } from "../../../../static/js/core/maps/orbit.js";
import { assertClose, testEach } from "../../support.js";

/** @typedef {import("../../../../static/js/core/maps/orbit.js").Lens} Lens */

const CYLINDER = { radius: 1.2, low: -0.3, high: 0.6 };
const SIZE = { width: 700, height: 540 };
const NONE = { left: 0, right: 0, top: 0, bottom: 0 };

/**
 * @param {Lens} lens
 * @param {number[]} place
 */
function projected(lens, [x, y, z]) {
  const pixel = new Float64Array(2);
  lens.project(x, y, z, pixel);
  return [...pixel];
}

/**
 * @param {Lens} lens
 * @param {number[]} place
 * @returns {number[]} pixels and depth
 */
function throughMatrix({ matrix }, [x, y, z]) {
  const row = (/** @type {number} */ at) => matrix[at] * x + matrix[at + 4] * y + matrix[at + 8] * z + matrix[at + 12];
  return [(0.5 + row(0) / row(3) / 2) * SIZE.width, (0.5 - row(1) / row(3) / 2) * SIZE.height, row(2) / row(3)];
}

testEach(
  "the address keeps the camera",
  [
    [-1.05, -1.28, 0.98],
    [1.2, 1.2, 0.9],
    [0.1, -2, 0.5],
  ],
  (x, y, z) => {
    const { x: px, y: py, z: pz } = positionOf(orbitFrom({ x, y, z }));
    assertClose([px, py, pz], [x, y, z]);
  },
);

test("a camera stays above the floor, within reach, whatever an address says", () => {
  for (const position of [
    { x: 0, y: 0, z: 0 },
    { x: 0, y: 0, z: 9 },
    { x: 1, y: 0, z: -5 },
    { x: 1e-9, y: 0, z: 0 },
  ]) {
    const { azimuth, elevation, zoom } = orbitFrom(position);
    assert.ok(Number.isFinite(azimuth) && elevation >= 0.09 && elevation <= 1.5 && zoom >= 0.5 && zoom <= 4);
  }
});

test("the matrix of the graphics card and the projection of the paths agree", () => {
  const lens = lensOf({ azimuth: -2, elevation: 0.6, zoom: 1.3 }, CYLINDER, SIZE, {
    left: 40,
    right: 10,
    top: 20,
    bottom: 0,
  });
  for (const place of [
    [0.3, -0.4, 0.5],
    [-0.9, 0.7, -0.3],
    [1, 1, 0],
  ]) {
    const [px, py, depth] = throughMatrix(lens, place);
    assertClose([px, py], projected(lens, place), 1e-4, 1e-2);
    assert.ok(Math.abs(depth) < 1);
  }
});

test("the frame holds the whole block from every side, and is filled", () => {
  const margins = { left: 30, right: 10, top: 20, bottom: 5 };
  for (let azimuth = -3; azimuth < 3; azimuth += 0.37) {
    for (const elevation of [0.1, 0.6, 1.2, 1.5]) {
      const lens = lensOf(within({ azimuth, elevation, zoom: 1 }), CYLINDER, SIZE, margins);
      const rim = Array.from({ length: 96 }, (_, at) => [
        1.2 * Math.cos((at * Math.PI) / 48),
        1.2 * Math.sin((at * Math.PI) / 48),
        at % 2 ? CYLINDER.low : CYLINDER.high,
      ]).map((place) => projected(lens, place));
      const [xs, ys] = [rim.map(([x]) => x), rim.map(([, y]) => y)];
      assert.ok(Math.min(...xs) >= 30 - 1 && Math.max(...xs) <= 690 + 1);
      assert.ok(Math.min(...ys) >= 20 - 1 && Math.max(...ys) <= 535 + 1);
      const filled = Math.max((Math.max(...xs) - Math.min(...xs)) / 660, (Math.max(...ys) - Math.min(...ys)) / 515);
      assert.ok(filled > 0.97);
    }
  }
});

test("what is nearer to the camera is drawn larger and in front", () => {
  const lens = lensOf({ azimuth: 0, elevation: 0.3, zoom: 1 }, CYLINDER, SIZE, NONE);
  const width = (/** @type {number} */ x) =>
    Math.abs(projected(lens, [x, 0.5, 0])[0] - projected(lens, [x, -0.5, 0])[0]);
  assert.ok(width(0.8) > width(-0.8));
  assert.ok(throughMatrix(lens, [0.8, 0, 0])[2] < throughMatrix(lens, [-0.8, 0, 0])[2]);
  assert.ok(projected(lens, [0, 0, 0.5])[1] < projected(lens, [0, 0, 0])[1]);
  assert.ok(lens.eye.x > 1 && Math.abs(lens.eye.y) < 1e-9);
});
