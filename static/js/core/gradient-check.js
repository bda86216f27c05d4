/**
 * Gradient checks, as `POST /api/gradient-checks` answers.
 * @module
 */

/** @typedef {{h: number, central: number | null, forward: number | null}} Errors */
/** @typedef {"sign" | "factor" | "offset" | "swapped" | "term" | "different"} FaultKind */
/** @typedef {{dimension: number, kind: FaultKind, factor: number | null, offset: number | null, term: string | null, expected: string | null}} GradientFault */

/**
 * @typedef {object} GradientCheck
 * @property {[number, number]} point
 * @property {(number | null)[]} analytic the gradient that is checked
 * @property {(number | null)[]} numeric
 * @property {(number | null)[]} relative_error
 * @property {number | null} max_relative_error
 * @property {"pass" | "suspect" | "fail"} verdict
 * @property {"not_finite" | "gradient" | "kink" | "wide" | "narrow" | "faint" | null} reason why it did not pass
 * @property {GradientFault[]} faults
 * @property {{expression: string, mathml: string, dimension: number}[]} kinks
 * @property {Errors[]} sweep
 * @property {{numeric: number, analytic: number}} evaluations
 * @property {{numeric: number, analytic: number}} seconds
 */

/** The slip of a person who forgot the 2 of the inner derivative: moment 4. */
export const ROSENBROCK_SLIP = "-2*(1-x) - 200*x*(y-x**2)";

/**
 * A gradient with a mistake worth finding.
 * @param {{surface: string}} lab
 * @param {string[]} gradient ours, in the notation of the language
 * @returns {string[]} the same but for the slope by x
 */
export function wrongGradient({ surface }, [byX, byY]) {
  return [surface === "rosenbrock" ? ROSENBROCK_SLIP : `-(${byX})`, byY];
}

/**
 * The words for a fault: a key and its values.
 * @param {GradientFault} fault
 * @returns {string} the key of a sentence below `check.fault`
 */
export function faultKey({ kind, term, expected }) {
  if (kind !== "term") return kind;
  if (term === null) return "missing";
  return expected === null ? "surplus" : "term";
}

/**
 * The h of the sweep that is nearest to a place between its ends.
 * @param {number} share from 0 (the largest h) to 1 (the smallest)
 * @param {import("./projection.js").Range} range of h
 * @returns {number} to two digits
 */
export function widthAt(share, { low, high }) {
  const exponent = Math.log10(high) + share * (Math.log10(low) - Math.log10(high));
  return Number((10 ** exponent).toPrecision(2));
}
