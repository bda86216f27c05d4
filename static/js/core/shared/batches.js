/**
 * Minibatches that a data set and the server allow.
 * @module
 */

import { within } from "./limits.js";

/**
 * @param {number} wished how many examples are to be in a batch
 * @param {number} examples to learn from
 * @param {Pick<import("./limits.js").Limits, "training_steps">} limits
 * @returns {number} how many are: no more than there are, and so many that an epoch does not take too many steps
 */
export function batchSize(wished, examples, { training_steps }) {
  return within(wished, { low: Math.ceil(examples / training_steps.high), high: examples });
}
