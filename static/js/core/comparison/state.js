/**
 * What is chosen on the comparison page, and how it stands in the address.
 *
 * `data=patches&data=textures&model=softmax&epochs=10&seed=0&feature=pixels&feature=hog%2Bcolor`
 * @module
 */

import { parseNumber } from "../format.js";

/**
 * @typedef {object} ComparisonState
 * @property {string[]} data ids of the data sets that are compared, one above the other
 * @property {string} model of the classifier on each feature
 * @property {number} epochs
 * @property {number} seed
 * @property {string[]} features in the order of history
 */

/** In the order of history, which is never changed: pixels, what people designed, what networks learned. */
export const HISTORY = ["pixels", "color", "hog", "hog+color", "words", "convnet", "cnn"];
/** Those that take no time. */
export const QUICK = ["pixels", "color", "hog", "hog+color"];
export const MODELS = ["softmax", "svm", "mlp"];
const MOST_SETS = 2;
const MOST_EPOCHS = 200;

/**
 * @param {string[]} installed ids of the image data sets there are
 * @returns {ComparisonState}
 */
export function firstVisit(installed) {
  const data = installed.includes("cifar10") ? ["cifar10"] : ["patches", "textures"];
  return { data, model: "softmax", epochs: 10, seed: 0, features: QUICK };
}

/**
 * @param {ComparisonState} state
 * @returns {string} the fragment of the address, without its `#`
 */
export function formatState({ data, model, epochs, seed, features }) {
  return [
    ...data.map((id) => `data=${id}`),
    `model=${model}`,
    `epochs=${epochs}`,
    `seed=${seed}`,
    ...features.map((feature) => `feature=${feature.replace("+", "%2B")}`),
  ].join("&");
}

/**
 * @param {string} fragment with or without its `#`, hostile or not
 * @param {string[]} installed ids of the image data sets there are
 * @param {string[]} offered the features there are
 * @returns {ComparisonState} what it names, and the first visit's choice where it names nothing known
 */
export function parseState(fragment, installed, offered) {
  const fields = new URLSearchParams(fragment.replace(/^#/, ""));
  const first = firstVisit(installed);
  const some = (/** @type {string[]} */ known, /** @type {string} */ name, /** @type {string[]} */ fallback) => {
    const named = known.filter((value) => fields.getAll(name).includes(value));
    return named.length ? named : fallback;
  };
  const whole = (/** @type {string} */ name, /** @type {number} */ low, /** @type {number} */ high, /** @type {number} */ fallback) => {
    const value = parseNumber(fields.get(name) ?? "");
    return value !== null && Number.isInteger(value) && value >= low && value <= high ? value : fallback;
  };
  return {
    data: some(installed, "data", first.data).slice(0, MOST_SETS),
    model: MODELS.find((model) => model === fields.get("model")) ?? first.model,
    epochs: whole("epochs", 1, MOST_EPOCHS, first.epochs),
    seed: whole("seed", 0, Number.MAX_SAFE_INTEGER, first.seed),
    features: some(offered, "feature", first.features),
  };
}
