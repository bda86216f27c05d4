/**
 * The choices on the classifiers page, and their form in the address.
 *
 * `data=digits&feature=pixels&model=softmax&regularization=1e-4&hidden=32&start=zeros&seed=0&epochs=10&by=epoch&show=0&panel=weights&plane=pca&view=map`
 * followed by the optimizers (see `runners.js`).
 * @module
 */

import { choice, count, fieldsOf, index, number, readState, writeState, writtenIf } from "../shared/address.js";
import { formatSetting } from "../shared/format.js";
import { within } from "../shared/limits.js";
import { maxEpochs, maxRunners, optimizerSpecification, RUNNERS, withBatchesWithin } from "./runners.js";

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

/** @type {("zeros" | "random")[]} */
const STARTS = ["zeros", "random"];
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
 * @typedef {object} Known everything that an address may name
 * @property {string[]} data ids of the data sets
 * @property {string[]} features
 * @property {string[]} panels
 * @property {Map<string, import("../shared/optimizers.js").Method>} methods rules and searches by their ids
 * @property {import("../shared/limits.js").Limits} limits
 */

const UNLIMITED = { low: 1, high: Number.MAX_SAFE_INTEGER };

/**
 * Where the server may not allow a number, it stays until `allowed` reduces it.
 * @type {import("../shared/address.js").Table<ClassifierState, Known>}
 */
const TABLE = {
  data: choice("data", ({ data }) => data),
  feature: choice("feature", ({ features }) => features),
  model: choice("model", () => MODELS),
  regularization: number("regularization", ({ limits }) => limits.regularization, formatSetting),
  hidden: writtenIf(
    count("hidden", () => UNLIMITED),
    (_, { model }) => model === "mlp",
  ),
  start: choice("start", () => STARTS),
  seed: count("seed", () => ({ ...UNLIMITED, low: 0 })),
  epochs: count("epochs", () => UNLIMITED),
  runners: RUNNERS,
  by: choice("by", () => BYS),
  shown: index("show", () => Infinity),
  panel: choice("panel", ({ panels }) => panels),
  plane: choice("plane", () => PLANES),
  view: choice("view", () => VIEWS),
};

/**
 * @param {ClassifierState} state
 * @returns {string} the fragment of the address, without its `#`
 */
export function formatState(state) {
  return writeState(TABLE, state);
}

/**
 * @param {string} fragment with or without its `#`, hostile or not
 * @param {Known} known
 * @returns {ClassifierState} the choices that it names, and the default where it names none that is known; the server may not allow them
 */
export function parseState(fragment, known) {
  const fields = fieldsOf(fragment);
  const hasRunners = RUNNERS.read(fields, known) !== undefined;
  const usual = hasRunners ? { ...FIRST_VISIT, shown: 0 } : FIRST_VISIT;
  const { model } = readState(TABLE, fields, known, usual);
  return readState(TABLE, fields, known, { ...usual, start: startFor(model, usual.start) });
}

/**
 * The weights with which the training of a model starts unless a visitor chooses others. Those of hidden layers are
 * random: from zeros all units would stay alike.
 * @param {string} model
 * @param {ClassifierState["start"]} start that of a model without hidden layers
 * @returns {ClassifierState["start"]}
 */
export function startFor(model, start) {
  return model === "softmax" || model === "svm" ? start : "random";
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
