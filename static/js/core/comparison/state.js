/**
 * The choices on the comparison page, and their form in the address.
 *
 * `data=patches&data=textures&model=softmax&epochs=10&seed=0&feature=pixels&feature=hog%2Bcolor`
 * @module
 */

import { choice, choices, count, fieldsOf, readState, writeState } from "../shared/address.js";
import { batchSize, within } from "../shared/limits.js";

/**
 * @typedef {object} ComparisonState
 * @property {string[]} data ids of the data sets, compared one above the other
 * @property {string} model the classifier that is trained on each feature
 * @property {number} epochs
 * @property {number} seed
 * @property {string[]} features in the order of history
 */

export const MODELS = ["softmax", "svm", "mlp"];
const MAX_DATASETS = 2;
const MAX_EPOCHS = 200;
/** The batch size in the server's default training, used unless the data set is smaller. */
const BATCH = 64;
const OPTIMIZER = { rule: "momentum", learning_rate: 0.001 };

/**
 * @typedef {object} ComparisonCatalogue everything that can be chosen
 * @property {import("../shared/uploads.js").Dataset[]} datasets installed data sets of images
 * @property {string[]} features in the order of history: pixels, designed features, learned ones
 * @property {string[]} quick the features that are extracted at once
 * @property {import("../shared/limits.js").Limits} limits
 */

/**
 * @param {ComparisonCatalogue} catalogue
 * @returns {ComparisonState}
 */
export function firstVisit(catalogue) {
  const data = catalogue.datasets.some(({ id }) => id === "cifar10") ? ["cifar10"] : ["patches", "textures"];
  const { epochs, seed } = allowedRanges(catalogue.limits);
  return { data, model: "softmax", epochs: within(10, epochs), seed: within(0, seed), features: catalogue.quick };
}

/**
 * The choices that are trained. What was chosen stays, for other data sets.
 * @param {ComparisonState} chosen
 * @param {ComparisonCatalogue} catalogue
 * @returns {ComparisonState} the same with no more epochs than its data sets allow
 */
export function fitting(chosen, catalogue) {
  return { ...chosen, epochs: within(chosen.epochs, rangesOf(chosen.data, catalogue).epochs) };
}

/**
 * The ranges of the choices for some data sets.
 * @param {string[]} data their ids
 * @param {ComparisonCatalogue} catalogue
 * @returns {Record<"epochs" | "seed", import("../shared/projection.js").Range>}
 */
export function rangesOf(data, { datasets, limits }) {
  const chosen = datasets.filter(({ id }) => data.includes(id));
  const steps = Math.max(1, ...chosen.map(({ train }) => Math.ceil(train / batchSize(BATCH, train, limits))));
  const { epochs, seed } = allowedRanges(limits);
  return { epochs: { low: 1, high: Math.min(epochs.high, Math.floor(limits.training_steps.high / steps)) }, seed };
}

/**
 * @param {import("../shared/limits.js").Limits} limits
 * @returns {Record<"epochs" | "seed", import("../shared/projection.js").Range>} the ranges for any data set
 */
function allowedRanges({ epochs, seed }) {
  return { epochs: { low: 1, high: Math.min(MAX_EPOCHS, epochs.high) }, seed };
}

/**
 * @param {ComparisonState} state
 * @param {string} dataset id of one of its data sets
 * @param {string[]} features some of its features
 * @param {ComparisonCatalogue} catalogue
 * @returns {object} the request for `POST /api/comparisons`
 */
export function comparisonOf({ model, epochs, seed }, dataset, features, { datasets, limits }) {
  const { train } = /** @type {import("../shared/uploads.js").Dataset} */ (datasets.find(({ id }) => id === dataset));
  const size = batchSize(BATCH, train, limits);
  const optimizer = size === BATCH ? {} : { optimizer: { ...OPTIMIZER, gradient: { kind: "minibatch", size } } };
  return { dataset, features, model, epochs, seed, ...optimizer };
}

/** @type {import("../shared/address.js").Table<ComparisonState, ComparisonCatalogue>} */
const TABLE = {
  data: choices("data", ({ datasets }) => datasets.map(({ id }) => id), MAX_DATASETS),
  model: choice("model", () => MODELS),
  epochs: count("epochs", ({ limits }) => allowedRanges(limits).epochs),
  seed: count("seed", ({ limits }) => allowedRanges(limits).seed),
  features: choices("feature", ({ features }) => features),
};

/**
 * @param {ComparisonState} state
 * @returns {string} the fragment of the address, without its `#`
 */
export function formatState(state) {
  return writeState(TABLE, state);
}

/**
 * @param {string} fragment with or without its `#`, hostile or not
 * @param {ComparisonCatalogue} catalogue
 * @returns {ComparisonState} the choices that it names, and the default where it names none that is known
 */
export function parseState(fragment, catalogue) {
  return readState(TABLE, fieldsOf(fragment), catalogue, firstVisit(catalogue));
}
