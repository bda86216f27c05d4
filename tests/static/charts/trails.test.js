import assert from "node:assert/strict";
import { test } from "node:test";
import { Trails } from "../../../static/js/charts/trails.js";

/** A shape that remembers nothing: only how it is stroked matters. */
class Shape {
  moveTo() {}
  lineTo() {}
}

/** @param {{dash: number[], alpha: number}[]} strokes */
function layer(strokes) {
  let dash = /** @type {number[]} */ ([]);
  const context = {
    globalAlpha: 1,
    clearRect() {},
    setLineDash: (/** @type {number[]} */ pattern) => (dash = pattern),
    stroke: () => strokes.push({ dash, alpha: context.globalAlpha }),
  };
  return /** @type {any} */ ({ context, size: { width: 100, height: 100 }, clear() {} });
}

/**
 * Draw a path that something hides from x = 40 to x = 60.
 * @param {number | null} hiddenOpacity null for the usual one
 */
function drawn(hiddenOpacity) {
  const [ink, casing] = [/** @type {any[]} */ ([]), /** @type {any[]} */ ([])];
  const trails = new Trails(layer(casing), layer(ink));
  if (hiddenOpacity !== null) trails.hiddenOpacity = hiddenOpacity;
  trails.styles = /** @type {any} */ ([{ kind: "line", visible: true, dash: [], colour: "#000", opacity: 1 }]);
  trails.project = (x, y, _loss, pixel) => {
    pixel.set([x, y, x > 40 && x < 60 ? 1 : 0]);
    return true;
  };
  trails.clear();
  const x = Array.from({ length: 11 }, (_, step) => 10 * step);
  const path = /** @type {any} */ ({ x, y: x.map(() => 50), loss: x, last: 10 });
  trails.advance([path], 10);
  return { ink, casing };
}

/** @type {any} */ (globalThis).Path2D = Shape;

test("the part of a path that is hidden is dashed, faint and without casing", () => {
  const { ink, casing } = drawn(null);
  assert.deepEqual(
    ink.map(({ dash }) => dash.length > 0),
    [false, true, false],
  );
  assert.ok(ink[1].alpha < 0.6 && ink[0].alpha === 1 && ink[2].alpha === 1);
  assert.equal(casing.length, 2);
});

test("the shadow of a path ends where something hides it", () => {
  const { ink } = drawn(0);
  assert.deepEqual(
    ink.map(({ alpha }) => alpha),
    [1, 0, 1],
  );
});
