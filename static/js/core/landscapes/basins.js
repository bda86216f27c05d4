/**
 * Basins of attraction, as `POST /api/basins` answers.
 * @module
 */

import { within } from "../shared/limits.js";

/** @typedef {import("../shared/projection.js").Size} Size */

/**
 * @typedef {object} Basins `basin[j][i]` belongs to the start `(x[i], y[j])`
 * @property {number[]} x
 * @property {number[]} y
 * @property {{x: number, y: number, loss: number}[]} minima
 * @property {(number | null)[][]} basin the index of a minimum
 */

const PIXELS_PER_CELL = 3;
const MIN_CELLS = 8;

/** @typedef {Pick<import("../shared/limits.js").Limits, "basin_starts" | "basin_steps" | "basin_work" | "axis_count">} BasinLimits */

/**
 * @param {number} steps of a run
 * @param {BasinLimits} limits
 * @returns {number} the same number from each start of the map, or fewer so that the server still allows a few starts
 */
export function stepsFor(steps, { basin_starts, basin_steps, basin_work }) {
  return Math.min(steps, basin_steps.high, Math.floor(basin_work / Math.min(MIN_CELLS ** 2, basin_starts)));
}

/**
 * The finest grid that the image and the server allow, with cells that are about square.
 * @param {Size} size of the picture in pixels
 * @param {number} steps from each start, as `stepsFor` gives them
 * @param {BasinLimits} limits
 * @returns {{columns: number, rows: number}}
 */
export function gridFor({ width, height }, steps, { basin_starts, basin_work, axis_count }) {
  const max = Math.min(basin_starts, Math.floor(basin_work / steps));
  const cell = Math.max(PIXELS_PER_CELL, Math.sqrt((width * height) / max));
  const min = Math.min(MIN_CELLS, Math.floor(Math.sqrt(max)));
  const count = (/** @type {number} */ length) => within(Math.max(min, Math.floor(length / cell)), axis_count);
  const columns = Math.min(count(width), Math.floor(max / min));
  return { columns, rows: Math.min(count(height), Math.floor(max / columns)) };
}

/**
 * The share of the starts that end at each minimum.
 * @param {Basins} basins
 * @returns {number[]} one share for each minimum, then the share of the starts that end at none
 */
export function shares({ minima, basin }) {
  const counts = new Array(minima.length + 1).fill(0);
  for (const row of basin) for (const index of row) counts[index ?? minima.length] += 1;
  const all = basin.length * basin[0].length;
  return counts.map((count) => count / all);
}

/**
 * The share of the starts whose right or lower neighbour ends at another minimum: a measure of how frayed the borders
 * are.
 * @param {Basins} basins
 * @returns {number}
 */
export function borderShare({ basin }) {
  let count = 0;
  basin.forEach((row, j) =>
    row.forEach((index, i) => {
      const right = i + 1 < row.length && row[i + 1] !== index;
      const below = j + 1 < basin.length && basin[j + 1][i] !== index;
      if (right || below) count += 1;
    }),
  );
  return count / (basin.length * basin[0].length);
}
