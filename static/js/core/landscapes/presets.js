/**
 * Runs that are worth seeing first. Each shows one idea.
 * @module
 */

import { within } from "../shared/limits.js";
import { emptyLab, newOptimizer, startWithin, takenSlots } from "./state.js";

/** @typedef {import("./state.js").Catalogue} Catalogue */
/** @typedef {import("./state.js").Lab} Lab */
/** @typedef {import("./state.js").Method} Method */
/** @typedef {import("./state.js").Optimizer} Optimizer */
/** @typedef {import("./state.js").Surface} Surface */

/**
 * @typedef {object} Entry a rule or search with the settings that differ from its defaults
 * @property {string} rule
 * @property {Record<string, number>} [settings]
 * @property {import("./state.js").GradientSource} [gradient]
 */

/**
 * @typedef {object} Preset
 * @property {string} id
 * @property {string} surface
 * @property {[number, number]} start
 * @property {number} steps
 * @property {Entry[]} optimizers
 * @property {number[]} subjects indices of the optimizers that the preset's observation is about
 */

/** @type {Preset[]} */
export const PRESETS = [
  {
    id: "beale",
    surface: "beale",
    start: [0.75, 1.5],
    steps: 300,
    optimizers: [
      { rule: "gradient_descent", settings: { learning_rate: 0.01 } },
      { rule: "momentum", settings: { learning_rate: 0.01 } },
      { rule: "adam", settings: { learning_rate: 0.3 } },
      { rule: "random_search" },
    ],
    subjects: [0, 1],
  },
  {
    id: "zigzag",
    surface: "ill_conditioned_bowl",
    start: [1, 1],
    steps: 400,
    optimizers: [
      { rule: "gradient_descent", settings: { learning_rate: 0.01980198 } },
      { rule: "momentum", settings: { learning_rate: 0.0330579, momentum: 0.669421 } },
      { rule: "momentum", settings: { learning_rate: 0.01 } },
    ],
    subjects: [0, 1],
  },
  {
    id: "cliff",
    surface: "ill_conditioned_bowl",
    start: [1, 1],
    steps: 300,
    optimizers: [
      { rule: "gradient_descent", settings: { learning_rate: 0.0199 } },
      { rule: "gradient_descent", settings: { learning_rate: 0.02 } },
      { rule: "gradient_descent", settings: { learning_rate: 0.0201 } },
    ],
    subjects: [0, 2],
  },
  {
    id: "saddle",
    surface: "saddle",
    start: [1.5, 0],
    steps: 200,
    optimizers: [
      { rule: "gradient_descent", settings: { learning_rate: 0.05 } },
      { rule: "momentum", settings: { learning_rate: 0.01 } },
      { rule: "adam", settings: { learning_rate: 0.05 } },
      { rule: "gradient_descent", settings: { learning_rate: 0.05 }, gradient: { kind: "noisy", sigma: 0.1 } },
    ],
    subjects: [0, 3],
  },
  {
    id: "rosenbrock",
    surface: "rosenbrock",
    start: [-1.5, 2],
    steps: 1000,
    optimizers: [
      { rule: "gradient_descent", settings: { learning_rate: 0.001 } },
      { rule: "momentum", settings: { learning_rate: 0.001 } },
      { rule: "adam", settings: { learning_rate: 0.1 } },
      { rule: "random_search" },
    ],
    subjects: [],
  },
  {
    id: "two_minds",
    surface: "himmelblau",
    start: [0, 0],
    steps: 300,
    optimizers: [
      { rule: "gradient_descent", settings: { learning_rate: 0.01 } },
      { rule: "momentum", settings: { learning_rate: 0.01 } },
    ],
    subjects: [0, 1],
  },
];

/**
 * The state of a preset with as many of its optimizers as a run may have, its subjects first.
 * @param {Preset} preset
 * @param {Catalogue} catalogue
 * @returns {Lab}
 */
export function labOf(preset, catalogue) {
  const lab = completeLabOf(preset, catalogue);
  const places = new Set([...preset.subjects, ...lab.optimizers.keys()]);
  const chosen = [...places].slice(0, catalogue.limits.optimizers.high);
  return { ...lab, optimizers: lab.optimizers.filter((_, place) => chosen.includes(place)) };
}

/**
 * @param {Preset} preset
 * @param {import("../shared/limits.js").Limits} limits
 * @returns {boolean} whether its state holds all optimizers that its observation is about
 */
export function hasSubjects({ subjects }, { optimizers }) {
  return subjects.length <= optimizers.high;
}

/**
 * The state of a preset with all of its optimizers, for which several runs may be necessary.
 * @param {Preset} preset
 * @param {Catalogue} catalogue
 * @returns {Lab}
 */
export function completeLabOf(preset, catalogue) {
  const { limits } = catalogue;
  const surface = /** @type {Surface} */ (catalogue.surfaces.get(preset.surface));
  /** @type {Optimizer[]} */
  const optimizers = [];
  for (const { rule, settings, gradient } of preset.optimizers) {
    const method = /** @type {Method} */ (catalogue.methods.get(rule));
    const optimizer = newOptimizer(method, surface, takenSlots(optimizers));
    optimizers.push({
      ...optimizer,
      gradient: gradient ?? optimizer.gradient,
      settings: { ...optimizer.settings, ...settings },
    });
  }
  const chosen = { start: startWithin(preset.start, limits), steps: within(preset.steps, limits.steps), optimizers };
  return { ...emptyLab(surface, limits), ...chosen };
}
