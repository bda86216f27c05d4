/**
 * The state of the landscape lab: everything that a visitor can choose, and the run that results.
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

/**
 * @typedef {object} Lab
 * @property {string} surface id of a surface in the catalogue, or `own` for a custom one
 * @property {string | null} expression the loss of a custom surface
 * @property {Record<string, number>} surfaceSettings
 * @property {Point} start
 * @property {number} seed
 * @property {number} steps
 * @property {Optimizer[]} optimizers
 * @property {View | null} view null shows the surface's own
 * @property {"map" | "relief"} mode
 * @property {import("../maps/relief-shape.js").HeightScale} heights what the height of the relief shows
 * @property {{x: number, y: number, z: number} | null} camera position of the camera of the relief; null for the default
 * @property {number | null} at the step at which playback is paused; null at the end
 * @property {number} speed steps per second
 * @property {"step" | "evaluations"} curves
 * @property {string} panel id of the panel that is open beside the picture
 * @property {number} h the width of the gradient check
 * @property {string[] | null} gradient a custom gradient to check; null checks the right one
 * @property {Range} sweep the learning rates that are swept
 * @property {number} subject index of the optimizer that panels are about
 * @property {Layer[]} hiddenLayers
 */

/** The default h of a numeric gradient. */
export const DEFAULT_WIDTH = 1e-5;

const DEFAULT_STEPS = 300;

/** Three decades of learning rates. */
export const DEFAULT_SWEEP = { low: 1e-4, high: 0.1 };

/**
 * @param {Pick<import("../shared/limits.js").Limits, "h" | "sigma">} limits
 * @returns {Record<string, Setting[]>} the settings of each source of gradients, the default first
 */
export function sourceSettings({ h, sigma }) {
  return {
    analytic: [],
    numeric: [{ name: "h", default: within(DEFAULT_WIDTH, h), ...h }],
    noisy: [{ name: "sigma", default: within(0.1, sigma), ...sigma }],
  };
}

/**
 * A new optimizer with settings that suit the surface.
 * @param {Method} method
 * @param {Surface} surface
 * @param {number[]} taken slots
 * @returns {Optimizer}
 */
export function newOptimizer(method, surface, taken) {
  return {
    ...withDefaults(method, suitedRate(surface, method)),
    gradient: { kind: "analytic" },
    slot: nextSlot(method.id, taken),
    visible: true,
  };
}

/**
 * @param {Surface} surface
 * @param {Method} method
 * @returns {number} a learning rate that works well from the surface's start; of no use to a search
 */
export function suitedRate({ learning_rates }, { id, family }) {
  return learning_rates[id] ?? learning_rates[family ?? ""] ?? 0;
}

/**
 * @param {Lab} lab
 * @param {Catalogue} catalogue
 * @returns {Surface} the surface of the lab
 */
export function surfaceOf({ surface, expression }, catalogue) {
  return expression === null ? /** @type {Surface} */ (catalogue.surfaces.get(surface)) : customSurface(expression);
}

/**
 * The slots in use. An optimizer with a numeric gradient does not occupy its slot: its path coincides with that of its
 * rule.
 * @param {Optimizer[]} optimizers
 * @returns {number[]}
 */
export function takenSlots(optimizers) {
  return optimizers.filter(({ gradient }) => gradient.kind !== "numeric").map(({ slot }) => slot);
}

/**
 * Change the surface: the run starts at its start, in its view, with learning rates that suit it.
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
 * Change to a custom loss, with the current view and start.
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
 * The number that is subtracted from every loss so that its logarithm exists.
 * @param {Surface} surface
 * @param {import("./paths.js").Path[]} paths
 * @returns {number} the lowest known loss if that is below zero, else 0; on a custom surface, the lowest loss of the paths
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
 * @returns {Point} the nearest start that the server allows
 */
export function startWithin([x, y], { coordinate }) {
  return { x: within(x, coordinate), y: within(y, coordinate) };
}

/**
 * A state without optimizers.
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
    heights: "log",
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
  const method = /** @type {Method} */ (catalogue.methods.get(optimizer.base ?? optimizer.rule));
  const learning_rate = suitedRate(surface, method);
  return { ...optimizer, settings: { ...optimizer.settings, learning_rate } };
}
