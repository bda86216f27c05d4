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
 * @property {(number | null)[]} analytic the gradient under test
 * @property {(number | null)[]} numeric
 * @property {(number | null)[] | null} exact our gradient, if another one is under test
 * @property {(number | null)[]} relative_error
 * @property {number | null} max_relative_error
 * @property {"pass" | "suspect" | "fail"} verdict
 * @property {"not_finite" | "gradient" | "kink" | "wide" | "narrow" | "faint" | null} reason why the check did not pass
 * @property {GradientFault[]} faults
 * @property {{expression: string, mathml: string, dimension: number}[]} kinks
 * @property {Errors[]} sweep
 * @property {{numeric: number, analytic: number}} evaluations
 * @property {{numeric: number, analytic: number}} seconds
 */

/** A wrong derivative, without the factor 2 of the inner derivative (moment 4). */
export const ROSENBROCK_MISTAKE = "-2*(1-x) - 200*x*(y-x**2)";

/**
 * A gradient with a mistake that is worth finding.
 * @param {{surface: string}} lab
 * @param {string[]} gradient the right one, in the notation of formulas
 * @returns {string[]} the same with a wrong derivative with respect to x
 */
export function wrongGradient({ surface }, [byX, byY]) {
  return [surface === "rosenbrock" ? ROSENBROCK_MISTAKE : `-(${byX})`, byY];
}

/**
 * The key of the sentence for a fault.
 * @param {GradientFault} fault
 * @returns {string} a key below `check.fault`
 */
export function faultKey({ kind, term, expected }) {
  if (kind !== "term") return kind;
  if (term === null) return "missing";
  return expected === null ? "surplus" : "term";
}

/**
 * @param {Errors[]} sweep
 * @returns {Errors} the entry with the smallest error of the central difference
 */
export function smallestError(sweep) {
  const error = (/** @type {Errors} */ { central }) => central ?? Infinity;
  return sweep.reduce((best, entry) => (error(entry) < error(best) ? entry : best));
}

/**
 * Interpolate the error of the central difference at any h.
 * @param {Errors[]} sweep from the largest h to the smallest
 * @param {number} h
 * @returns {number | null} null if it is not known
 */
export function errorAt(sweep, h) {
  const next = sweep.findIndex((entry) => entry.h <= h);
  const [above, below] = [sweep[Math.max(0, next - 1)], sweep.at(next)];
  if (!above?.central || !below?.central) return below?.central ?? null;
  const span = Math.log(below.h / above.h);
  const share = span === 0 ? 0 : Math.min(1, Math.max(0, Math.log(h / above.h) / span));
  return above.central * (below.central / above.central) ** share;
}

/**
 * The h at a position along its axis.
 * @param {number} share from 0 (the smallest h) to 1 (the largest)
 * @param {import("./projection.js").Range} range of h
 * @returns {number} to two digits
 */
export function widthAt(share, { low, high }) {
  const exponent = Math.log10(low) + share * (Math.log10(high) - Math.log10(low));
  return Number((10 ** exponent).toPrecision(2));
}
