/**
 * What a gradient costs each way (S4), read from a check of it.
 * @module
 */

/** @typedef {import("../classifiers/gradient-check.js").ClassifierCheck} ClassifierCheck */
/** @typedef {import("../shared/gradient-check.js").GradientCheck} GradientCheck */

/**
 * @typedef {object} Cost
 * @property {number} weights
 * @property {number} evaluations losses that nudging every weight takes
 * @property {number} numeric seconds by nudging; an estimate for a classifier, that many times one loss
 * @property {number} analytic seconds by calculus
 * @property {number} ratio
 */

/** The ends of the axis of seconds, as exponents of ten. */
const EXPONENTS = { low: -6, high: 2 };
/** Seconds that are written along the axis. */
export const TICKS = [1e-6, 1e-3, 1];

/**
 * @param {GradientCheck | ClassifierCheck} check
 * @returns {Cost}
 */
export function costOf(check) {
  const { numeric, analytic } = check.seconds;
  const weights = "weights" in check ? check.weights : check.analytic.length;
  return { weights, evaluations: check.evaluations.numeric, numeric, analytic, ratio: numeric / analytic };
}

/**
 * Where a time is along a logarithmic axis.
 * @param {number} seconds 0 or more
 * @returns {number} from 0 to 1
 */
export function shareOf(seconds) {
  const share = (Math.log10(seconds) - EXPONENTS.low) / (EXPONENTS.high - EXPONENTS.low);
  return Math.min(1, Math.max(0, share));
}
