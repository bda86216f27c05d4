/**
 * Everything a visitor can choose in the lab, and the run that it asks for.
 * @module
 */

import { within } from "../shared/limits.js";
import { specificationOf, withDefaults } from "../shared/optimizers.js";
import { CUSTOM_SURFACE, customSurface } from "./custom-surface.js";
import { nextSlot } from "../shared/line-styles.js";
import { DEFAULT_SPEED } from "./timeline.js";

/** @typedef {import("../shared/projection.js").Range} Range */
/** @typedef {import("../shared/projection.js").View} View */
/** @typedef {{x: number, y: number}} Point */

/** @typedef {import("../shared/optimizers.js").Method} Method */
/** @typedef {import("../shared/optimizers.js").Setting} Setting */

/**
 * @typedef {object} Surface as `GET /api/surfaces` describes it
 * @property {string} id
 * @property {string} name
 * @property {string} formula MathML
 * @property {string} expression
 * @property {View} domain
 * @property {View} view
 * @property {[number, number]} start
 * @property {{x: number, y: number, loss: number}[]} minima
 * @property {Point[]} saddles
 * @property {Setting[]} settings
 * @property {string} teaches
 * @property {Record<string, number>} learning_rates by rule
 */

/**
 * @typedef {object} Catalogue what the server offers
 * @property {Map<string, Surface>} surfaces
 * @property {Map<string, Method>} methods
 * @property {import("../shared/limits.js").Limits} limits
 */

/** @typedef {{kind: "analytic"} | {kind: "numeric", h: number} | {kind: "noisy", sigma: number}} GradientSource */
/** @typedef {import("../shared/optimizers.js").Optimizer & {gradient: GradientSource, slot: number, visible: boolean}} Optimizer */

/** @typedef {"minima" | "beads" | "draws"} Layer */
/** @typedef {"loss" | "step" | "check" | "sweep" | "basins"} Panel */

/**
 * @typedef {object} Lab
 * @property {string} surface id of one of the catalogue, or `own`
 * @property {string | null} expression the typed loss of `own`
 * @property {Record<string, number>} surfaceSettings
 * @property {Point} start
 * @property {number} seed
 * @property {number} steps
 * @property {Optimizer[]} optimizers
 * @property {View | null} view null shows the surface's own
 * @property {"map" | "relief"} mode
 * @property {{x: number, y: number, z: number} | null} camera where the relief is seen from; null is the default
 * @property {number | null} at the step at which playback rests; null at the end
 * @property {number} speed steps per second
 * @property {"step" | "evaluations"} curves
 * @property {Panel} panel what is read beside the picture
 * @property {number} h the width of the gradient check
 * @property {string[] | null} gradient one's own, to be checked; null checks ours
 * @property {Range} sweep the learning rates that are swept
 * @property {number} subject the optimizer whose steps are read out
 * @property {Layer[]} hiddenLayers
 */

/** The h of the lecture's numeric gradient. */
export const DEFAULT_WIDTH = 1e-5;

const DEFAULT_STEPS = 300;

/** Three decades of learning rates. */
export const DEFAULT_SWEEP = { low: 1e-4, high: 0.1 };

/**
 * The settings that each source of gradients brings.
 * @type {Record<string, Setting[]>}
 */
export const SOURCE_SETTINGS = {
  analytic: [],
  numeric: [{ name: "h", default: 1e-5, low: 1e-12, high: 1, meaning: "" }],
  noisy: [{ name: "sigma", default: 0.1, low: 0, high: 1000, meaning: "" }],
};

/**
 * One more optimizer, with settings that suit the surface.
 * @param {Method} method
 * @param {Surface} surface
 * @param {number[]} taken slots
 * @returns {Optimizer}
 */
export function newOptimizer(method, surface, taken) {
  return {
    ...withDefaults(method, suitedRate(surface, method.id)),
    gradient: { kind: "analytic" },
    slot: nextSlot(method.id, taken),
    visible: true,
  };
}

/**
 * @param {Surface} surface
 * @param {string} rule id; one of your own is taken for a kind of momentum
 * @returns {number} a learning rate that works well from the classic start
 */
export function suitedRate(surface, rule) {
  return surface.learning_rates[rule] ?? surface.learning_rates.momentum;
}

/**
 * @param {Lab} lab
 * @param {Catalogue} catalogue
 * @returns {Surface} what is descended
 */
export function surfaceOf({ surface, expression }, catalogue) {
  return expression === null ? /** @type {Surface} */ (catalogue.surfaces.get(surface)) : customSurface(expression);
}

/**
 * The slots that keep others from having them. A numeric gradient shares its rule's home: it lies on the same path.
 * @param {Optimizer[]} optimizers
 * @returns {number[]}
 */
export function takenSlots(optimizers) {
  return optimizers.filter(({ gradient }) => gradient.kind !== "numeric").map(({ slot }) => slot);
}

/**
 * Another surface, from its classic start, in its own view, with learning rates that suit it.
 * @param {Lab} lab
 * @param {Surface} surface
 * @param {Catalogue} catalogue
 * @returns {Lab}
 */
export function withSurface(lab, surface, catalogue) {
  return {
    ...lab,
    surface: surface.id,
    expression: null,
    gradient: null,
    surfaceSettings: Object.fromEntries(surface.settings.map((setting) => [setting.name, setting.default])),
    start: startWithin(surface.start, catalogue.limits),
    view: null,
    at: null,
    optimizers: lab.optimizers.map((optimizer) => withRateOf(optimizer, surface, catalogue)),
  };
}

/**
 * A loss of one's own, seen and started from where one is.
 * @param {Lab} lab
 * @param {string} expression
 * @param {View} view what is shown now
 * @returns {Lab}
 */
export function withExpression(lab, expression, view) {
  return {
    ...lab,
    surface: CUSTOM_SURFACE,
    expression,
    surfaceSettings: {},
    view: lab.expression === null ? view : lab.view,
  };
}

/**
 * @param {Lab} lab
 * @param {number} index
 * @param {(optimizer: Optimizer) => Optimizer} change
 * @returns {Lab}
 */
export function withOptimizer(lab, index, change) {
  return { ...lab, optimizers: lab.optimizers.map((optimizer, at) => (at === index ? change(optimizer) : optimizer)) };
}

/**
 * The run that `POST /api/runs` takes.
 * @param {Lab} lab
 * @returns {{objective: object, start: number[], seed: number, steps: number, optimizers: object[]}}
 */
export function runSpecification(lab) {
  return {
    objective: objectiveOf(lab),
    start: [lab.start.x, lab.start.y],
    seed: lab.seed,
    steps: lab.steps,
    optimizers: lab.optimizers.map((optimizer) => ({
      ...specificationOf(optimizer),
      ...(optimizer.gradient.kind === "analytic" ? {} : { gradient: optimizer.gradient }),
    })),
  };
}

/**
 * What is subtracted from every loss so that a logarithm can show it.
 * @param {Surface} surface
 * @param {import("./paths.js").Path[]} paths
 * @returns {number} the lowest known loss where that is below zero, else 0; of one's own surface the paths know it
 */
export function lossFloor({ minima }, paths) {
  if (minima.length > 0) return Math.min(0, ...minima.map(({ loss }) => loss));
  return Math.min(0, ...paths.map(({ lowest }) => lowest));
}

/** @param {Lab} lab */
export function objectiveOf(lab) {
  if (lab.expression !== null) return { kind: "expression", expression: lab.expression };
  return { kind: "surface", id: lab.surface, ...lab.surfaceSettings };
}

/**
 * @param {[number, number]} start
 * @param {import("../shared/limits.js").Limits} limits
 * @returns {Point} the nearest one that the server takes
 */
export function startWithin([x, y], { coordinate }) {
  return { x: within(x, coordinate), y: within(y, coordinate) };
}

/**
 * A lab as it opens, before any optimizer is chosen.
 * @param {Surface} surface
 * @param {import("../shared/limits.js").Limits} limits
 * @returns {Lab}
 */
export function emptyLab(surface, limits) {
  return {
    surface: surface.id,
    expression: surface.id === CUSTOM_SURFACE ? surface.expression : null,
    surfaceSettings: Object.fromEntries(surface.settings.map((setting) => [setting.name, setting.default])),
    start: startWithin(surface.start, limits),
    seed: within(0, limits.seed),
    steps: within(DEFAULT_STEPS, limits.steps),
    optimizers: [],
    view: null,
    mode: "map",
    camera: null,
    at: null,
    speed: DEFAULT_SPEED,
    curves: "step",
    panel: "loss",
    h: DEFAULT_WIDTH,
    gradient: null,
    sweep: DEFAULT_SWEEP,
    subject: 0,
    hiddenLayers: [],
  };
}

/**
 * @param {Optimizer} optimizer
 * @param {Surface} surface
 * @param {Catalogue} catalogue
 * @returns {Optimizer}
 */
function withRateOf(optimizer, surface, catalogue) {
  const { kind } = /** @type {Method} */ (catalogue.methods.get(optimizer.rule));
  if (kind === "search") return optimizer;
  const learning_rate = suitedRate(surface, optimizer.base ?? optimizer.rule);
  return { ...optimizer, settings: { ...optimizer.settings, learning_rate } };
}
