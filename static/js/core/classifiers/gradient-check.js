/**
 * Gradient checks of classifiers, as `POST /api/gradient-checks` answers.
 * @module
 */

/** @typedef {{index: number, layer: number, kind: "convolution" | "hidden" | "scores", filter: number, input: number | null}} Weight an input of null is the bias */
/** @typedef {{dimension: number, relu: number, pool: number, hinge: number}} Switches how many activations switch within h along a measured weight, over all examples */
/** @typedef {{objective: object, seed: number, h: number}} CheckRequest */

/**
 * @typedef {object} ClassifierCheck
 * @property {number} seed
 * @property {number} h
 * @property {number} weights their number
 * @property {number} examples on which the losses were computed
 * @property {number} training_examples
 * @property {Weight[]} dimensions the weights that were measured
 * @property {(number | null)[]} analytic
 * @property {(number | null)[]} numeric
 * @property {(number | null)[]} relative_error
 * @property {number | null} max_relative_error
 * @property {"pass" | "suspect" | "fail"} verdict
 * @property {"not_finite" | "gradient" | "kink" | "wide" | "narrow" | "faint" | null} reason why the check did not pass
 * @property {Switches[]} kinks
 * @property {import("../shared/gradient-check.js").Errors[]} sweep
 * @property {{numeric: number, analytic: number}} evaluations
 * @property {{numeric: number, analytic: number, loss: number}} seconds
 * @property {number} ratio
 */

/** @typedef {"microseconds" | "milliseconds" | "seconds" | "minutes" | "hours"} Unit */
/** Units in seconds, and the shortest time that is written in each. @type {{unit: Unit, seconds: number, least: number}[]} */
const UNITS = [
  { unit: "hours", seconds: 3600, least: 2 * 3600 },
  { unit: "minutes", seconds: 60, least: 2 * 60 },
  { unit: "seconds", seconds: 1, least: 0.1 },
  { unit: "milliseconds", seconds: 1e-3, least: 1e-4 },
  { unit: "microseconds", seconds: 1e-6, least: 0 },
];

/**
 * Convert a time to the unit in which it is shortest to read.
 * @param {number} seconds above 0
 * @returns {{unit: Unit, amount: number}} to two digits
 */
export function durationOf(seconds) {
  const { unit, seconds: one } = /** @type {typeof UNITS[number]} */ (UNITS.find(({ least }) => seconds >= least));
  return { unit, amount: Number((seconds / one).toPrecision(2)) };
}

/**
 * @param {ClassifierCheck} check
 * @returns {number[]} indices of the measured weights, the largest error first
 */
export function worstFirst({ relative_error: errors }) {
  return errors.map((_, place) => place).sort((one, other) => (errors[other] ?? Infinity) - (errors[one] ?? Infinity));
}

/**
 * @param {ClassifierCheck} check
 * @returns {Switches | undefined} the kink along the weight with the largest error among those that have one
 */
export function worstKink(check) {
  return worstFirst(check)
    .map((place) => check.kinks.find(({ dimension }) => dimension === place))
    .find((kink) => kink !== undefined);
}
