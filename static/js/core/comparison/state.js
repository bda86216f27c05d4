/**
 * The choices on the comparison page, and their form in the address.
 *
 * `data=patches&data=textures&model=softmax&epochs=10&seed=0&feature=pixels&feature=hog%2Bcolor`
 * @module
 */

import { batchSize, within } from "../shared/limits.js";
import { wholeUpTo } from "../shared/format.js";

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
 * @param {ComparisonCatalogue} catalogue
 * @returns {ComparisonState} the choices that it names, and the default where it names none that is known
 */
export function parseState(fragment, catalogue) {
  const fields = new URLSearchParams(fragment.replace(/^#/, ""));
  const first = firstVisit(catalogue);
  const some = (/** @type {string[]} */ known, /** @type {string} */ name, /** @type {string[]} */ fallback) => {
    const named = known.filter((value) => fields.getAll(name).includes(value));
    return named.length ? named : fallback;
  };
  const ranges = allowedRanges(catalogue.limits);
  const whole = (/** @type {"epochs" | "seed"} */ name) =>
    wholeUpTo(fields.get(name) ?? undefined, ranges[name]) ?? within(first[name], ranges[name]);
  return {
    data: some(
      catalogue.datasets.map(({ id }) => id),
      "data",
      first.data,
    ).slice(0, MAX_DATASETS),
    model: MODELS.find((model) => model === fields.get("model")) ?? first.model,
    epochs: whole("epochs"),
    seed: whole("seed"),
    features: some(catalogue.features, "feature", first.features),
  };
}
