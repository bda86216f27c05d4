/**
 * The verdict of a comparison, computed from its bars.
 * @module
 */

/** @typedef {{feature: string, dimensions: number, train_accuracy: number | null, test_accuracy: number | null, chance: number, reason: string, seconds: {extract: number, train: number}}} Result */
/** @typedef {"colour" | "shape" | "guess" | "both" | "alike"} Verdict */

const CLEAR = 0.05;

/**
 * @param {Map<string, Result>} results by feature
 * @returns {Verdict | null} null while the result of colour or shape is missing
 */
export function verdict(results) {
  const color = results.get("color");
  const hog = results.get("hog");
  if (!color?.test_accuracy || !hog?.test_accuracy) return null;
  const lead = hog.test_accuracy - color.test_accuracy;
  if (lead < -CLEAR) return "colour";
  if (lead > CLEAR) {
    if (color.test_accuracy < color.chance + CLEAR) return "guess";
    const joined = results.get("hog+color")?.test_accuracy ?? 0;
    return joined > hog.test_accuracy ? "both" : "shape";
  }
  return "alike";
}

/**
 * @param {Map<string, Result>} results by feature
 * @returns {string | null} the most accurate feature
 */
export function best(results) {
  return ranked(results)[0]?.feature ?? null;
}

/**
 * @param {Map<string, Result>} results by feature
 * @returns {{feature: string, accuracy: number}[]} the features whose training did not diverge, the most accurate first
 */
export function ranked(results) {
  return [...results.values()]
    .flatMap(({ feature, test_accuracy: accuracy }) => (accuracy === null ? [] : [{ feature, accuracy }]))
    .sort((one, other) => other.accuracy - one.accuracy);
}
