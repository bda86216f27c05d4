import assert from "node:assert/strict";
import { test } from "node:test";
import { lossScaleOf } from "../../../../static/js/core/maps/loss-scale.js";
import { openingOrbit } from "../../../../static/js/core/maps/opening-view.js";
import { eyeOf } from "../../../../static/js/core/maps/orbit.js";
import {
  cylinderOf,
  FLOOR,
  HEIGHT,
  heightOf,
  isHidden,
  lossAt,
  placeOf,
  shapeOf,
  surfaceAt,
} from "../../../../static/js/core/maps/relief-shape.js";
import { axis, gridOf } from "../../grids.js";
import { assertClose, testEach } from "../../support.js";

/**
 * @param {import("../../grids.js").Value} value
 * @param {import("../../../../static/js/core/maps/relief-shape.js").HeightScale} heights
 */
function block(value, heights = "linear") {
  const { x, y, values: loss } = gridOf(value, axis(-2, 2, 81), axis(-1, 1, 41));
  return shapeOf({ x, y, loss }, lossScaleOf(loss), heights);
}

test("the block has the proportions of the plane", () => {
  const shape = block((x) => x);
  assertClose([shape.halfWidth, shape.halfDepth], [1, 0.5]);
  assertClose(placeOf(shape, 1, 0.5), [0.5, 0.25]);
  assertClose(placeOf(shape, -2, -1), [-1, -0.5]);
});

testEach(
  "the lowest loss is the foot of the block and the highest its top",
  [["log"], ["linear"], ["rank"]],
  (heights) => {
    const shape = block((x, y) => x * x + y, heights);
    assertClose([heightOf(shape, -1), heightOf(shape, 5)], [0, HEIGHT], 1e-3);
    assertClose([lossAt(shape, 0), lossAt(shape, 1)], [-1, 5]);
    for (const share of [0.2, 0.5, 0.9]) assertClose(heightOf(shape, lossAt(shape, share)) / HEIGHT, share, 0, 2e-3);
  },
);

test("heights are linear, or logarithmic, or give every height as much of the plane", () => {
  assertClose(
    heightOf(
      block((x) => x),
      0,
    ) / HEIGHT,
    0.5,
  );
  assert.ok(
    heightOf(
      block((x) => x, "log"),
      0,
    ) /
      HEIGHT >
      0.75,
  );
  const ranked = block((x) => Math.exp(x), "rank");
  assertClose(heightOf(ranked, 1) / HEIGHT, 0.5, 0, 0.02);
});

test("between the points of the grid the surface is bilinear, outside there is none", () => {
  const shape = block((x, y) => 3 + x + y);
  const [px, py] = placeOf(shape, 0.33, -0.77);
  assertClose(surfaceAt(shape, px, py), heightOf(shape, 3 + 0.33 - 0.77), 0, 1e-6);
  assert.ok(Number.isNaN(surfaceAt(shape, 1.01, 0)));
  assert.ok(
    Number.isNaN(
      surfaceAt(
        block((x) => (x > 0 ? null : x)),
        0.5,
        0,
      ),
    ),
  );
});

test("a wall hides what stands behind it and nothing else", () => {
  const shape = block((x) => (Math.abs(x) < 0.2 ? 1 : 0));
  const right = { x: 4, y: 0, z: 1 };
  assert.ok(isHidden(shape, right, -0.3, 0, 0.01));
  assert.ok(!isHidden(shape, right, 0.3, 0, 0.01));
  assert.ok(!isHidden(shape, { x: 0.3, y: 0, z: 9 }, -0.3, 0, 0.01));
  assert.ok(!isHidden(shape, right, 0, 0, HEIGHT + 0.01), "the top of the wall");
});

test("the block hides the floor under it, not the floor in front", () => {
  const eye = { x: 0, y: -3, z: 2.5 };
  const low = block((_, y) => y);
  assert.ok(isHidden(low, eye, 0, 0.4, FLOOR));
  assert.ok(!isHidden(low, eye, 0, -0.45, FLOOR));
});

test("missing losses hide nothing", () => {
  const shape = block((x) => (Math.abs(x) < 0.2 ? null : 0.5 + 1e-3 * x));
  assert.ok(!isHidden(shape, { x: 4, y: 0, z: 3 }, -0.08, 0, 0.7 * HEIGHT));
});

test("the relief opens where the start and the minimum are seen", () => {
  const hill = block((x, y) => 10 - 6 * Math.exp(-((x + 1) ** 2) * 6 - y * y) + 8 * Math.exp(-(x ** 2) * 8));
  const sight = (/** @type {number} */ x, /** @type {number} */ y) => {
    const [px, py] = placeOf(hill, x, y);
    return { place: { x: px, y: py, z: surfaceAt(hill, px, py) + 0.006 }, weight: 2 };
  };
  const sights = [sight(-1, 0), sight(1.5, 0.5)];
  const orbit = openingOrbit(hill, sights);
  const eye = eyeOf(orbit, cylinderOf(hill));
  for (const { place } of sights) assert.ok(!isHidden(hill, eye, place.x, place.y, place.z));
  const usual = openingOrbit(
    block(() => 1),
    [],
  );
  assertClose([usual.azimuth, usual.elevation, usual.zoom], [-2.25, 0.61, 1]);
});
