/**
 * The triangles of a relief: its surface, its walls and its floor.
 * @module
 */

import { FLOOR, HEIGHT } from "../../core/maps/relief-shape.js";

/** @typedef {import("../../core/maps/relief-shape.js").Shape} Shape */

/**
 * @typedef {object} Mesh
 * @property {Float32Array} vertices place, normal, and place on the picture from its upper left corner
 * @property {Uint32Array} triangles
 */

export const FLOATS = 8;

/**
 * @param {Shape} shape
 * @param {number} cells at most along each axis
 * @returns {Mesh} with a hole where the loss is not finite
 */
export function surfaceMesh(shape, cells) {
  const { halfWidth, halfDepth, z } = shape;
  const [xs, ys] = [some(shape.landscape.x.length, cells), some(shape.landscape.y.length, cells)];
  const columns = shape.landscape.x.length;
  const rows = shape.landscape.y.length;
  const [stepX, stepY] = [(2 * halfWidth) / (columns - 1), (2 * halfDepth) / (rows - 1)];
  const slope = (/** @type {number} */ before, /** @type {number} */ after, /** @type {number} */ distance) =>
    (z[after] - z[before]) / distance || 0;
  const vertices = ys.flatMap((row) =>
    xs.flatMap((column) => {
      const at = row * columns + column;
      const [west, east] = [Math.max(0, column - 1), Math.min(columns - 1, column + 1)];
      const [south, north] = [Math.max(0, row - 1), Math.min(rows - 1, row + 1)];
      const slopeX = slope(row * columns + west, row * columns + east, (east - west) * stepX);
      const slopeY = slope(south * columns + column, north * columns + column, (north - south) * stepY);
      const length = Math.hypot(slopeX, slopeY, 1);
      const place = [column * stepX - halfWidth, row * stepY - halfDepth, z[at] || 0];
      const normal = [-slopeX / length, -slopeY / length, 1 / length];
      return [...place, ...normal, column / (columns - 1), 1 - row / (rows - 1)];
    }),
  );
  const triangles = [];
  for (let row = 0; row + 1 < ys.length; row += 1) {
    for (let column = 0; column + 1 < xs.length; column += 1) {
      const heights = [ys[row], ys[row + 1]].flatMap((y) => [
        z[y * columns + xs[column]],
        z[y * columns + xs[column + 1]],
      ]);
      if (heights.some(Number.isNaN)) continue;
      const a = row * xs.length + column;
      const c = a + xs.length;
      triangles.push(a, a + 1, c + 1, a, c + 1, c);
    }
  }
  return { vertices: Float32Array.from(vertices), triangles: Uint32Array.from(triangles) };
}

/**
 * The walls under the edges of the surface.
 * @param {Shape} shape
 * @param {number} cells at most along each edge
 * @returns {Mesh}
 */
export function wallMesh({ landscape, halfWidth, halfDepth, z }, cells) {
  const [columns, rows] = [landscape.x.length, landscape.y.length];
  const [xs, ys] = [some(columns, cells), some(rows, cells)];
  const edges = [
    { normal: [0, -1, 0], points: xs.map((column) => [column, 0]) },
    { normal: [0, 1, 0], points: xs.map((column) => [column, rows - 1]) },
    { normal: [-1, 0, 0], points: ys.map((row) => [0, row]) },
    { normal: [1, 0, 0], points: ys.map((row) => [columns - 1, row]) },
  ];
  /** @type {number[]} */
  const vertices = [];
  /** @type {number[]} */
  const triangles = [];
  for (const { normal, points } of edges) {
    points.forEach(([column, row], index) => {
      const first = vertices.length / FLOATS;
      const top = z[row * columns + column];
      const place = [halfWidth * ((2 * column) / (columns - 1) - 1), halfDepth * ((2 * row) / (rows - 1) - 1)];
      vertices.push(...place, top || 0, ...normal, 0.5, 1 - top / HEIGHT || 1, ...place, 0, ...normal, 0.5, 1);
      const next = points[index + 1];
      if (!next || Number.isNaN(top + z[next[1] * columns + next[0]])) return;
      triangles.push(first, first + 1, first + 2, first + 1, first + 3, first + 2);
    });
  }
  return { vertices: Float32Array.from(vertices), triangles: Uint32Array.from(triangles) };
}

/**
 * @param {number} count points of an axis
 * @param {number} max
 * @returns {number[]} the indices of the points that the mesh uses, with the first and the last
 */
function some(count, max) {
  const cells = Math.min(max, count - 1);
  return Array.from({ length: cells + 1 }, (_, index) => Math.round((index * (count - 1)) / cells));
}

/**
 * @param {Shape} shape
 * @returns {Mesh}
 */
export function floorMesh({ halfWidth, halfDepth }) {
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ];
  const vertices = corners.flatMap(([x, y]) => [
    x * halfWidth,
    y * halfDepth,
    FLOOR,
    0,
    0,
    1,
    (x + 1) / 2,
    (1 - y) / 2,
  ]);
  return { vertices: Float32Array.from(vertices), triangles: Uint32Array.from([0, 1, 2, 0, 2, 3]) };
}
