/**
 * The choices on the classifiers page, and their form in the address.
 *
 * `data=digits&feature=pixels&model=softmax&regularization=1e-4&hidden=32&start=zeros&seed=0&epochs=10&by=epoch&show=0&panel=weights&plane=pca&view=map`
 * followed by the optimizers (see `runners.js`).
 * @module
 */

import { formatSetting, inRange, parseNumber } from "../shared/format.js";
import { within } from "../shared/limits.js";
import {
  formatRunner,
  maxEpochs,
  maxRunners,
  optimizerSpecification,
  readRunners,
  withBatchesWithin,
} from "./runners.js";

/** @typedef {import("./runners.js").Batch} Batch */
/** @typedef {import("./runners.js").Runner} Runner */
/** @typedef {"step" | "epoch" | "second"} By the horizontal axis of the curves */
/** @typedef {"filter" | "pca" | "hessian"} Plane the directions of a plane through the weights: random, of the path, or of the strongest curvature */
/** @typedef {"map" | "relief"} PlaneView */

/**
 * @typedef {object} ClassifierState
 * @property {string} data id of a data set
 * @property {string} feature
 * @property {string} model
 * @property {number} regularization
 * @property {number} hidden units of a hidden layer
 * @property {"zeros" | "random"} start
 * @property {number} seed
 * @property {number} epochs
 * @property {Runner[]} runners
 * @property {By} by
 * @property {number} shown index of the optimizer whose weights are shown
 * @property {string} panel id of the panel that is open
 * @property {Plane} plane
 * @property {PlaneView} view
 */

export const MODELS = ["softmax", "svm", "mlp", "convnet"];
/** @type {By[]} */
export const BYS = ["step", "epoch", "second"];
/** @type {Plane[]} */
export const PLANES = ["filter", "pca", "hessian"];
/** @type {PlaneView[]} */
export const VIEWS = ["map", "relief"];

/** @type {ClassifierState} */
export const FIRST_VISIT = {
  data: "digits",
  feature: "pixels",
  model: "softmax",
  regularization: 1e-4,
  hidden: 32,
  start: "zeros",
  seed: 0,
  epochs: 10,
  runners: /** @type {Batch[]} */ (["all", 128, 64, 32]).map((batch) => ({
    rule: "gradient_descent",
    source: null,
    base: null,
    settings: { learning_rate: 0.1 },
    schedule: { kind: "constant" },
    batch,
  })),
  by: "epoch",
  shown: 3,
  panel: "weights",
  plane: "pca",
  view: "map",
};

/**
 * @param {ClassifierState} state
 * @returns {string} the fragment of the address, without its `#`
 */
export function formatState(state) {
  const { data, feature, model, regularization, hidden, start, seed, epochs, runners, by, shown, panel, plane, view } =
    state;
  return [
    `data=${data}`,
    `feature=${feature.replace("+", "%2B")}`,
    `model=${model}`,
    `regularization=${formatSetting(regularization)}`,
    ...(model === "mlp" ? [`hidden=${hidden}`] : []),
    `start=${start}`,
    `seed=${seed}`,
    `epochs=${epochs}`,
    ...runners.flatMap(formatRunner),
    `by=${by}`,
    `show=${shown}`,
    `panel=${panel}`,
    `plane=${plane}`,
    `view=${view}`,
  ].join("&");
}

/**
 * @typedef {object} Known everything that an address may name
 * @property {string[]} data ids of the data sets
 * @property {string[]} features
 * @property {string[]} panels
 * @property {Map<string, import("../shared/optimizers.js").Method>} methods rules and searches by their ids
 * @property {import("../shared/limits.js").Limits} limits
 */

/**
 * @param {string} fragment with or without its `#`, hostile or not
 * @param {Known} known
 * @returns {ClassifierState} the choices that it names, and the default where it names none that is known; the server may not allow them
 */
export function parseState(fragment, known) {
  const fields = new URLSearchParams(fragment.replace(/^#/, ""));
  /**
   * @template T
   * @param {string} name
   * @param {readonly T[]} values
   * @param {T} fallback
   */
  const oneOf = (name, values, fallback) => values.find((value) => String(value) === fields.get(name)) ?? fallback;
  const whole = (/** @type {string} */ name, /** @type {number} */ fallback, low = 1) => {
    const value = parseNumber(fields.get(name) ?? "");
    return value !== null && Number.isSafeInteger(value) && value >= low ? value : fallback;
  };
  const sources = fields.getAll("source").map((text) => text.slice(0, known.limits.rule_length));
  const runners = readRunners(fields.getAll("optimizer"), sources, known);
  return {
    data: oneOf("data", known.data, FIRST_VISIT.data),
    feature: oneOf("feature", known.features, FIRST_VISIT.feature),
    model: oneOf("model", MODELS, FIRST_VISIT.model),
    regularization:
      inRange(fields.get("regularization") ?? undefined, known.limits.regularization) ?? FIRST_VISIT.regularization,
    hidden: whole("hidden", FIRST_VISIT.hidden),
    start: oneOf("start", /** @type {const} */ (["zeros", "random"]), FIRST_VISIT.start),
    seed: whole("seed", FIRST_VISIT.seed, 0),
    epochs: whole("epochs", FIRST_VISIT.epochs),
    runners: runners.length ? runners : FIRST_VISIT.runners,
    by: oneOf("by", BYS, FIRST_VISIT.by),
    shown: whole("show", runners.length ? 0 : FIRST_VISIT.shown, 0),
    panel: oneOf("panel", known.panels, FIRST_VISIT.panel),
    plane: oneOf("plane", PLANES, FIRST_VISIT.plane),
    view: oneOf("view", VIEWS, FIRST_VISIT.view),
  };
}

/**
 * @param {ClassifierState} state
 * @param {import("../shared/limits.js").Limits} limits
 * @returns {ClassifierState} the same within the server's limits, whatever the data set
 */
export function allowed(state, limits) {
  const runners = state.runners.slice(0, maxRunners(limits));
  return {
    ...state,
    hidden: within(state.hidden, limits.hidden),
    seed: within(state.seed, limits.seed),
    epochs: within(state.epochs, limits.epochs),
    runners,
    shown: Math.min(state.shown, runners.length - 1),
  };
}

/**
 * The choices that are trained. What was chosen stays, for another data set.
 * @param {ClassifierState} chosen within the server's limits
 * @param {{kind: "images" | "points", train: number}} dataset
 * @param {import("../shared/limits.js").Limits} limits
 * @returns {ClassifierState} choices that fit the data set and each other
 */
export function fitting(chosen, { kind, train }, limits) {
  const runners = chosen.runners.map((runner) => withBatchesWithin(runner, train, limits));
  const model = kind === "points" && chosen.model === "convnet" ? "mlp" : chosen.model;
  return {
    ...chosen,
    model,
    feature: kind === "points" || model === "convnet" ? "pixels" : chosen.feature,
    epochs: Math.min(chosen.epochs, maxEpochs(runners, train, limits)),
    runners,
  };
}

/**
 * @param {ClassifierState} state
 * @returns {{objective: object, start?: "zeros", seed: number, epochs: number, optimizers: object[]}} the run, in the form that `POST /api/runs` accepts
 */
export function runOf({ data, feature, model, regularization, hidden, start, seed, epochs, runners }) {
  return {
    objective: {
      kind: "classifier",
      dataset: data,
      feature,
      model,
      regularization,
      ...(model === "mlp" ? { hidden } : {}),
    },
    ...(start === "zeros" ? { start } : {}),
    seed,
    epochs,
    optimizers: runners.map(optimizerSpecification),
  };
}
