/**
 * Which of a section's options turned out to be right.
 * @module
 */

import { smallestError } from "../shared/gradient-check.js";

/** @typedef {import("../shared/gradient-check.js").Errors} Errors */

const TENS_FROM = 3;
const HUNDREDS_FROM = 100;
const CLEARLY_WORSE = 2;
const ALIKE = 0.005;
const HALVINGS = /** @type {const} */ (["same", "half", "quarter"]);

/**
 * S2: guesses or steps, with few weights and with many.
 * @param {{guess: number, step: number}} losses with 2 weights
 * @param {{guess: number, step: number}} accuracies with 650
 */
export function raceAnswer(losses, accuracies) {
  const luckWithFew = losses.guess < losses.step;
  const luckWithMany = accuracies.guess > accuracies.step;
  if (luckWithFew) return luckWithMany ? "guesses" : "split";
  return luckWithMany ? "reverse" : "steps";
}

/**
 * S4: how much longer the numeric gradient takes than the analytic one.
 * @param {number} ratio
 */
export function costAnswer(ratio) {
  if (ratio < TENS_FROM) return "alike";
  return ratio < HUNDREDS_FROM ? "tens" : "hundreds";
}

/**
 * S5: what a smaller and smaller h does to the error of the numeric gradient.
 * @param {Errors[]} sweep from the largest h to the smallest
 */
export function sweepAnswer(sweep) {
  const [wide, best, narrow] = [sweep[0], smallestError(sweep), sweep[sweep.length - 1]].map(
    ({ central }) => central ?? Infinity,
  );
  if (narrow > CLEARLY_WORSE * best) return "worse";
  return wide > CLEARLY_WORSE * best ? "better" : "same";
}

/**
 * S7: how much noise is left with four times the data.
 * @param {number} few the noise of a batch
 * @param {number} many the noise of a batch four times as large
 */
export function noiseAnswer(few, many) {
  const halvings = Math.round(Math.log2(few / many));
  return HALVINGS[Math.min(2, Math.max(0, halvings))];
}

/**
 * S13: whether the network recognises more than the linear classifier.
 * @param {number} network share of the test examples
 * @param {number} linear
 */
export function accuracyAnswer(network, linear) {
  if (Math.abs(network - linear) <= ALIKE) return "alike";
  return network > linear ? "more" : "fewer";
}
