import assert from "node:assert/strict";
import { test } from "node:test";
import { clipSegment, fitView, fromPixel, toPixel, zoomView } from "../../../../static/js/core/shared/projection.js";
import { assertClose, testEach } from "../../support.js";

const VIEW = { x: { low: -2, high: 4.5 }, y: { low: -2.5, high: 2.5 } };
const BOX = { width: 100, height: 100 };

test("a view is widened, never squeezed", () => {
  assert.deepEqual(fitView(VIEW, { width: 650, height: 650 }), {
    x: { low: -2, high: 4.5 },
    y: { low: -3.25, high: 3.25 },
  });
});

test("pixels and points are inverse", () => {
  const size = { width: 640, height: 480 };
  const [px, py] = toPixel(VIEW, size, 1.25, -0.75);
  assertClose(fromPixel(VIEW, size, px, py), { x: 1.25, y: -0.75 });
});

test("zooming keeps the centre in place", () => {
  assert.deepEqual(zoomView(VIEW, 0.5, { x: 3, y: 0.5 }), {
    x: { low: 0.5, high: 3.75 },
    y: { low: -1, high: 1.5 },
  });
});

testEach(
  "segments are clipped to the box",
  [
    [
      [10, 10, 20, 20],
      [0, 1],
    ],
    [
      [-50, 50, 50, 50],
      [0.5, 1],
    ],
    [
      [50, 50, 250, 50],
      [0, 0.25],
    ],
    [
      [-100, 50, 200, 50],
      [1 / 3, 2 / 3],
    ],
    [[-10, -10, -5, 200], null],
    [[5, 200, 5, 300], null],
  ],
  ([x1, y1, x2, y2], part) => assertClose(clipSegment(x1, y1, x2, y2, BOX, 0), part),
);

test("points far beyond any screen are clipped too", () => {
  const clipped = clipSegment(50, 50, 1e300, -1e300, BOX, 0);
  assert.ok(clipped === null || (0 <= clipped[0] && clipped[0] < clipped[1] && clipped[1] <= 1));
});
