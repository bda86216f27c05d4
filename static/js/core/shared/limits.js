/**
 * What the server accepts, as `GET /api/limits` tells it: the one place where pages learn it.
 * @module
 */

import { jsonOf } from "./requests.js";

/** @typedef {import("./projection.js").Range} Range */

/**
 * @typedef {object} Limits those of the server's that pages keep to
 * @property {Range} steps
 * @property {Range} optimizers
 * @property {Range} training_steps
 * @property {Range} epochs
 * @property {Range} hidden
 * @property {number} clouds
 * @property {Range} cloud_size
 * @property {Range} axis_count
 * @property {Range} pipeline_steps
 * @property {number} basin_starts
 * @property {Range} basin_steps
 * @property {number} basin_work
 * @property {number} notebook_steps
 * @property {Range} sweep_values
 * @property {number} sweep_steps
 * @property {Range} coordinate
 * @property {Range} seed
 * @property {Range} codebook_words
 * @property {number} label_length
 * @property {number} image_bytes
 * @property {number} image_pixels
 * @property {number} hog_numbers
 */

/** @returns {Promise<Limits>} */
export function fetchLimits() {
  return jsonOf(fetch("/api/limits"));
}

/**
 * @param {number} value
 * @param {Range} range
 * @returns {number} the value, or the end of the range that is nearer
 */
export function within(value, { low, high }) {
  return Math.min(high, Math.max(low, value));
}

/**
 * @param {number} seed
 * @param {Range} range
 * @returns {number} the next one, or the first after the last
 */
export function seedAfter(seed, { low, high }) {
  return seed < high ? seed + 1 : low;
}
