/**
 * The cost of an analytic and a numeric gradient (S4), taken from a gradient check.
 * @module
 */

/** @typedef {import("../classifiers/gradient-check.js").ClassifierCheck} ClassifierCheck */
/** @typedef {import("../shared/gradient-check.js").GradientCheck} GradientCheck */

/**
 * @typedef {object} Cost
 * @property {number} weights
 * @property {number} evaluations losses that a numeric gradient takes
 * @property {number} numeric seconds of the numeric gradient; for a classifier an estimate from the time of one loss
 * @property {number} analytic seconds of the analytic gradient
 * @property {number} ratio
 */

/** The ends of the axis of seconds, as exponents of ten. */
const EXPONENTS = { low: -6, high: 2 };
/** Ticks of the axis, in seconds. */
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
 * The position of a time along a logarithmic axis.
 * @param {number} seconds 0 or more
 * @returns {number} from 0 to 1
 */
export function shareOf(seconds) {
  const share = (Math.log10(seconds) - EXPONENTS.low) / (EXPONENTS.high - EXPONENTS.low);
  return Math.min(1, Math.max(0, share));
}
