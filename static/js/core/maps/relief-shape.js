/**
 * The relief: a landscape as a block whose top is the loss, above a floor.
 * @module
 */

import { scaledLoss, unscaledLoss } from "./loss-scale.js";
import { span } from "../shared/projection.js";

/** @typedef {import("../landscapes/client.js").Landscape} Landscape */
/** @typedef {import("./loss-scale.js").LossScale} LossScale */
/** @typedef {import("./orbit.js").Vector} Vector */
/** @typedef {"log" | "linear" | "rank"} HeightScale */

/**
 * @typedef {object} Shape
 * @property {Landscape} landscape
 * @property {LossScale} lossScale
 * @property {HeightScale} heights
 * @property {number} halfWidth of the block along x
 * @property {number} halfDepth of the block along y
 * @property {Float32Array} z the height of each point of the grid, row by row; NaN where the loss is not finite
 * @property {Float64Array} sorted the finite losses in increasing order, for heights by rank
 */

/** The height of the block, and the free space under it, in half lengths of its longer side. */
export const HEIGHT = 0.66;
export const FLOOR = -0.34;

/**
 * @param {Shape} shape
 * @returns {import("./orbit.js").Cylinder} the space around the block and its floor
 */
export function cylinderOf({ halfWidth, halfDepth }) {
  return { radius: Math.hypot(halfWidth, halfDepth), low: FLOOR, high: HEIGHT };
}

/**
 * @param {Landscape} landscape
 * @param {LossScale} lossScale
 * @param {HeightScale} heights
 * @returns {Shape}
 */
export function shapeOf(landscape, lossScale, heights) {
  const { x, y, loss } = landscape;
  const [width, depth] = [x, y].map((axis) => span({ low: axis[0], high: axis[axis.length - 1] }));
  const longer = Math.max(width, depth);
  const sorted = Float64Array.from(loss.flat().filter((one) => one !== null)).sort();
  const shape = {
    landscape,
    lossScale,
    heights,
    halfWidth: width / longer,
    halfDepth: depth / longer,
    sorted,
    z: new Float32Array(x.length * y.length),
  };
  loss.flat().forEach((one, at) => (shape.z[at] = one === null ? NaN : heightOf(shape, one)));
  return shape;
}

/**
 * @param {Omit<Shape, "z">} shape
 * @param {number} loss
 * @returns {number} height above the foot of the block, at most `HEIGHT`
 */
export function heightOf({ lossScale, heights, sorted }, loss) {
  if (heights === "log") return HEIGHT * Math.min(1, scaledLoss(lossScale, loss) / lossScale.highest);
  if (heights === "rank") return (HEIGHT * rankOf(sorted, loss)) / Math.max(1, sorted.length - 1);
  const range = sorted[sorted.length - 1] - sorted[0] || 1;
  return HEIGHT * Math.min(1, Math.max(0, (loss - sorted[0]) / range));
}

/**
 * @param {Shape} shape
 * @param {number} share of the block's height, 0 to 1
 * @returns {number} the loss at that height
 */
export function lossAt({ lossScale, heights, sorted }, share) {
  if (heights === "log") return unscaledLoss(lossScale, share * lossScale.highest);
  if (heights === "rank") return sorted[Math.round(share * (sorted.length - 1))];
  return sorted[0] + share * (sorted[sorted.length - 1] - sorted[0]);
}

/**
 * @param {Shape} shape
 * @param {number} x of the plane
 * @param {number} y
 * @returns {[number, number]} the place in the block, between −halfWidth and halfWidth, −halfDepth and halfDepth
 */
export function placeOf({ landscape, halfWidth, halfDepth }, x, y) {
  const across = (x - landscape.x[0]) / span({ low: landscape.x[0], high: landscape.x[landscape.x.length - 1] });
  const along = (y - landscape.y[0]) / span({ low: landscape.y[0], high: landscape.y[landscape.y.length - 1] });
  return [halfWidth * (2 * across - 1), halfDepth * (2 * along - 1)];
}

/**
 * The height of the surface, interpolated bilinearly.
 * @param {Shape} shape
 * @param {number} px place in the block
 * @param {number} py
 * @returns {number} NaN outside the block and next to missing losses
 */
export function surfaceAt({ landscape, halfWidth, halfDepth, z }, px, py) {
  const [columns, rows] = [landscape.x.length, landscape.y.length];
  const across = ((px / halfWidth + 1) / 2) * (columns - 1);
  const along = ((py / halfDepth + 1) / 2) * (rows - 1);
  if (!(across >= 0 && across <= columns - 1 && along >= 0 && along <= rows - 1)) return NaN;
  const column = Math.min(columns - 2, Math.floor(across));
  const row = Math.min(rows - 2, Math.floor(along));
  const [right, up] = [across - column, along - row];
  const at = row * columns + column;
  const lower = z[at] + right * (z[at + 1] - z[at]);
  const upper = z[at + columns] + right * (z[at + columns + 1] - z[at + columns]);
  return lower + up * (upper - lower);
}

/** How far the surface must rise above a line of sight to hide what lies behind. */
const CLEARANCE = 0.004;

/**
 * Whether the block hides a point from the camera. Follows the line of sight over the nearest points of the grid.
 * @param {Shape} shape
 * @param {Vector} eye
 * @param {number} px place in the block
 * @param {number} py
 * @param {number} pz above the foot of the block, or below it
 * @returns {boolean}
 */
export function isHidden({ landscape, halfWidth, halfDepth, z }, eye, px, py, pz) {
  const [columns, rows] = [landscape.x.length, landscape.y.length];
  const [toColumn, toRow] = [(columns - 1) / (2 * halfWidth), (rows - 1) / (2 * halfDepth)];
  const [dx, dy, dz] = [(eye.x - px) * toColumn, (eye.y - py) * toRow, eye.z - pz];
  const first = [(px + halfWidth) * toColumn, (py + halfDepth) * toRow];
  const stride = 1 / Math.max(1, Math.abs(dx), Math.abs(dy));
  const begin = Math.max(stride, -pz / dz);
  const end = Math.min(1, (HEIGHT - pz) / dz);
  for (let share = begin; share < end; share += stride) {
    const column = Math.round(first[0] + share * dx);
    const row = Math.round(first[1] + share * dy);
    const outside = column < 0 || row < 0 || column >= columns || row >= rows;
    if (outside && pz >= 0) return false;
    if (!outside && z[row * columns + column] > pz + share * dz + CLEARANCE) return true;
  }
  return false;
}

/**
 * @param {Float64Array} sorted
 * @param {number} value
 * @returns {number} how many are smaller
 */
function rankOf(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, sorted.length - 1);
}
