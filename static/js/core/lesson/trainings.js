/**
 * The classifiers that figures of the lesson train, as states of the classifiers page.
 * @module
 */

import { FIRST_VISIT, runOf } from "../classifiers/state.js";

/** @typedef {import("../classifiers/state.js").ClassifierState} ClassifierState */
/** @typedef {import("../classifiers/state.js").Runner} Runner */

/** The usual minibatches of 64. @type {Runner} */
const BATCHES = { ...FIRST_VISIT.runners[0], batch: 64 };
/** @type {Runner} */
const STEEPEST = { ...FIRST_VISIT.runners[0], settings: { learning_rate: 0.5 } };
/** @type {Runner} */
const GUESSES = { ...STEEPEST, rule: "random_search", settings: {} };

/** The number of guesses, and of steps, if the server allows that many. */
const RACE_STEPS = 1000;
/** The usual sizes of minibatches. */
export const SIZES = [32, 64, 128];
/** The step at which the gradients of minibatches are compared. */
const CLOUD_STEP = 10;

/**
 * Many guesses of 650 weights (S2, moment 7). Each reads all examples, as an epoch does.
 * @param {number} seed
 * @returns {ClassifierState}
 */
export function guessesState(seed) {
  return { ...FIRST_VISIT, seed, epochs: RACE_STEPS, runners: [GUESSES], by: "step", shown: 0 };
}

/**
 * As many gradient steps.
 * @param {number} seed
 * @returns {ClassifierState}
 */
export function stepsState(seed) {
  return { ...guessesState(seed), runners: [STEEPEST] };
}

/**
 * Guesses against gradient steps.
 * @param {number} seed
 * @returns {ClassifierState}
 */
export function raceState(seed) {
  return { ...guessesState(seed), runners: [GUESSES, STEEPEST], shown: 1 };
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

/** @typedef {Pick<import("../shared/limits.js").Limits, "clouds" | "cloud_size" | "epochs" | "training_steps">} CloudLimits */

/**
 * @param {CloudLimits} limits
 * @returns {number[]} the usual sizes of minibatches that the server allows, or else the largest that it does
 */
export function sizesWithin({ cloud_size: { high } }) {
  const sizes = SIZES.filter((size) => size <= high);
  return sizes.length ? sizes : [high];
}

/**
 * @param {CloudLimits} limits
 * @returns {number} the step at which the gradients of minibatches are compared
 */
export function cloudStep({ epochs, training_steps }) {
  return Math.min(CLOUD_STEP, epochs.high, training_steps.high);
}

/**
 * The gradients of minibatches of every size at the weights after some steps with the full gradient (S7, moment 8).
 * @param {CloudLimits} limits
 * @returns {{optimizers: object[], clouds: number[]}[]} runs that `POST /api/runs` accepts, each with some of the sizes
 */
export function cloudRuns(limits) {
  const run = runOf({ ...cloudState(), epochs: cloudStep(limits), runners: [STEEPEST] });
  const sizes = sizesWithin(limits);
  const count = Math.ceil(sizes.length / limits.clouds);
  return Array.from({ length: count }, (_, part) => ({
    ...run,
    clouds: sizes.slice(part * limits.clouds, (part + 1) * limits.clouds),
  }));
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
 * The loss landscape of a trained network, along filter-normalised directions (S13, moment 9).
 * @returns {ClassifierState}
 */
export function planesState() {
  return { ...networkState(0), model: "mlp", plane: "filter" };
}
