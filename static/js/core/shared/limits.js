/**
 * The limits of the server, as `GET /api/limits` answers: the only place where pages learn them.
 * @module
 */

import { jsonOf } from "./requests.js";

/** @typedef {import("./projection.js").Range} Range */

/**
 * @typedef {object} Limits the limits of the server that pages use
 * @property {Range} steps
 * @property {Range} optimizers
 * @property {Range} training_steps
 * @property {Range} epochs
 * @property {Range} hidden
 * @property {Range} regularization
 * @property {Range} batch_size
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
 * @property {Range} learning_rate
 * @property {Range} h of a numeric gradient
 * @property {Range} sigma of a noisy gradient
 * @property {Range} every of a step schedule, in steps
 * @property {Range} factor of a step schedule
 * @property {Range} seed
 * @property {Range} codebook_words
 * @property {number} expression_length in characters
 * @property {number} rule_length in characters
 * @property {number} label_length
 * @property {number} image_bytes
 * @property {number} image_pixels
 * @property {Range} hog_cell
 * @property {number} hog_numbers
 */

/** @returns {Promise<Limits>} */
export function fetchLimits() {
  return jsonOf(fetch("/api/limits"));
}

/**
 * @param {number} value
 * @param {Range} range
 * @returns {number} the value, or the nearer end of the range
 */
export function within(value, { low, high }) {
  return Math.min(high, Math.max(low, value));
}

/**
 * @param {number} seed
 * @param {Range} range
 * @returns {number} the next seed, or the first one after the last
 */
export function seedAfter(seed, { low, high }) {
  return seed < high ? seed + 1 : low;
}

/**
 * @param {number} wished size of a batch
 * @param {number} examples in the training set
 * @param {Pick<import("./limits.js").Limits, "training_steps">} limits
 * @returns {number} the nearest size that is allowed: at most all examples, and large enough that an epoch does not take too many steps
 */
export function batchSize(wished, examples, { training_steps }) {
  return within(wished, { low: Math.ceil(examples / training_steps.high), high: examples });
}
