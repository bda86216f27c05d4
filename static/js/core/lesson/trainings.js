/**
 * The classifiers that the lesson's figures train, as the classifiers page knows them.
 * @module
 */

import { FIRST_VISIT, runOf } from "../classifiers/state.js";

/** @typedef {import("../classifiers/state.js").ClassifierState} ClassifierState */
/** @typedef {import("../classifiers/state.js").Runner} Runner */

/** Batches of 64, as they are usual. @type {Runner} */
const BATCHES = { ...FIRST_VISIT.runners[0], batch: 64 };
/** @type {Runner} */
const STEEPEST = { ...FIRST_VISIT.runners[0], settings: { learning_rate: 0.5 } };
/** @type {Runner} */
const GUESSES = { ...STEEPEST, rule: "random_search", settings: {} };

/** How many guesses there are, and how many steps. */
export const RACE_STEPS = 1000;
/** The sizes of minibatches that are usual. */
export const SIZES = [32, 64, 128];
/** After how many steps the gradients of minibatches are compared. */
export const CLOUD_STEP = 10;

/**
 * A thousand guesses of 650 weights against a thousand steps (S2, moment 7); each reads all examples, as an epoch does.
 * @param {number} seed
 * @returns {ClassifierState}
 */
export function raceState(seed) {
  return { ...FIRST_VISIT, seed, epochs: RACE_STEPS, runners: [GUESSES, STEEPEST], by: "step", shown: 1 };
}

/**
 * A model whose gradient is checked (S4).
 * @param {string} model
 * @returns {ClassifierState}
 */
export function checkState(model) {
  return { ...FIRST_VISIT, model, panel: "check" };
}

/**
 * Full steps beside minibatches of every size (S7).
 * @returns {ClassifierState}
 */
export function cloudState() {
  const runners = [STEEPEST, ...SIZES.map((batch) => ({ ...STEEPEST, batch }))];
  return { ...FIRST_VISIT, epochs: CLOUD_STEP, runners, by: "step", shown: 1, panel: "gradients" };
}

/**
 * The gradients of minibatches of every size at the weights that full steps lead to (S7, moment 8).
 * @returns {{optimizers: object[], clouds: number[]}} as `POST /api/runs` takes it
 */
export function cloudRun() {
  return { ...runOf({ ...cloudState(), runners: [STEEPEST] }), clouds: SIZES };
}

/**
 * A network that learns its own features (S13).
 * @param {number} seed
 * @returns {ClassifierState}
 */
export function networkState(seed) {
  return { ...FIRST_VISIT, model: "convnet", start: "random", seed, runners: [BATCHES], shown: 0 };
}

/**
 * The linear classifier beside it (S13).
 * @param {number} seed
 * @returns {ClassifierState}
 */
export function linearState(seed) {
  return { ...networkState(seed), model: "softmax" };
}

/**
 * A trained network in its landscape, along directions that mind the units (S13, moment 9).
 * @returns {ClassifierState}
 */
export function planesState() {
  return { ...networkState(0), model: "mlp", plane: "filter" };
}
