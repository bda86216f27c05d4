/**
 * Grids and landscapes for the tests of maps and reliefs.
 * @module
 */

/** @typedef {(x: number, y: number) => number | null} Value */

/**
 * @param {number} low
 * @param {number} high
 * @param {number} count
 * @returns {number[]} evenly spaced
 */
export function axis(low, high, count) {
  return Array.from({ length: count }, (_, at) => low + ((high - low) * at) / (count - 1));
}

/**
 * @param {Value} value
 * @param {number[]} x
 * @param {number[]} y
 * @returns {import("../../static/js/core/maps/contours.js").Grid}
 */
export function gridOf(value, x, y) {
  return { x, y, values: y.map((row) => x.map((column) => value(column, row))) };
}
