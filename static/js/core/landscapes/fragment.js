/**
 * Writes the state of the lab as the fragment of its address, and reads it back.
 *
 * A fragment lists all choices, so that a link keeps its meaning when defaults change:
 *
 *     #surface=beale&start=0.75,1.5&seed=0&steps=300
 *      &optimizer=momentum,learning_rate:0.01,momentum:0.9,gradient:numeric:0.00001,schedule:step:100:0.5,slot:1,hidden
 *      &view=-2,4.5,-2.5,2.5&mode=relief&camera=1.2,1.2,0.9&at=120&speed=60&curves=evaluations&panel=check&h=1e-4&sweep=1e-4,0.1&subject=1&hide=beads,draws
 *
 * A custom loss is `surface=own&expression=…`; a custom rule is `optimizer=custom,base:adam,…` with its lines in the
 * `source` that follows; a custom gradient is two `slope`s. These texts are percent-encoded. `speed=max` is as fast as
 * can be drawn. Reading never fails: steps and seeds beyond the limits become the maximum, and any other part that is
 * missing, broken or out of range takes its default.
 * @module
 */

import {
  choice,
  count,
  fieldsOf,
  index,
  nullable,
  number,
  numbers,
  readState,
  unlessUsual,
  writeState,
} from "../shared/address.js";
import { inRange } from "../shared/format.js";
import {
  formatSettings,
  formatVariant,
  readOptimizer,
  readSettings,
  readVariant,
  sourceField,
  wordsOf,
} from "../shared/optimizer-fragment.js";
import { CUSTOM_SURFACE, customSurface } from "./custom-surface.js";
import { labOf, PRESETS } from "./presets.js";
import { nextSlot } from "../shared/line-styles.js";
import { DEFAULT_SWEEP, DEFAULT_WIDTH, emptyLab, sourceSettings, suitedRate, takenSlots } from "./state.js";
import { DEFAULT_SPEED, SPEEDS } from "./timeline.js";

/** @typedef {import("../shared/projection.js").Range} Range */
/** @typedef {import("./state.js").Catalogue} Catalogue */
/** @typedef {import("./state.js").Lab} Lab */
/** @typedef {import("./state.js").Layer} Layer */
/** @typedef {import("./state.js").Optimizer} Optimizer */
/** @typedef {import("./state.js").Surface} Surface */

/** @type {Layer[]} */
const LAYERS = ["minima", "beads", "draws"];
/** @type {Lab["mode"][]} */
const MODES = ["map", "relief"];
/** What the height of the relief can show. @type {import("../maps/relief-shape.js").HeightScale[]} */
export const HEIGHTS = ["log", "linear", "rank"];
/** @type {Lab["curves"][]} */
const CURVES = ["step", "evaluations"];
const CAMERA = { low: -10, high: 10 };

/** @typedef {Catalogue & {surface: Surface}} SurfaceKnown what is known when the descent is read */
/** @typedef {{limits: import("../shared/limits.js").Limits, panels: string[], steps: number}} ViewKnown */

/**
 * What is descended, from where and how.
 * @type {import("../shared/address.js").Table<Lab, SurfaceKnown>}
 */
const DESCENT = {
  surface: { write: (surface) => [["surface", surface]], read: (_, { surface }) => surface.id },
  expression: {
    write: (expression) => (expression === null ? [] : [["expression", encodeURIComponent(expression)]]),
    read: (_, { surface }) => (surface.id === CUSTOM_SURFACE ? surface.expression : undefined),
  },
  surfaceSettings: {
    write: (settings) => Object.entries(settings).map(([name, value]) => [name, String(value)]),
    read: (fields, { surface }) => readSettings(surface.settings, (name) => fields.get(name) ?? undefined),
  },
  start: numbers("start", 2, ({ limits }) => limits.coordinate, {
    from: ([x, y]) => ({ x, y }),
    to: ({ x, y }) => [x, y],
  }),
  seed: count("seed", ({ limits }) => limits.seed),
  steps: count("steps", ({ limits }) => limits.steps),
  optimizers: {
    write: (optimizers) =>
      optimizers.flatMap((optimizer, place) => [
        ["optimizer", formatOptimizer(optimizer, optimizers.slice(0, place))],
        ...sourceField(optimizer.source),
      ]),
    read: (fields, known) => {
      const sources = fields.getAll("source").map((text) => text.slice(0, known.limits.rule_length));
      const optimizers = readOptimizers(fields.getAll("optimizer"), sources, known.surface, known);
      return optimizers.length ? optimizers : undefined;
    },
  },
  view: nullable(
    numbers(
      "view",
      4,
      ({ limits }) => limits.coordinate,
      {
        from: ([left, right, bottom, top]) =>
          left < right && bottom < top ? { x: { low: left, high: right }, y: { low: bottom, high: top } } : undefined,
        to: ({ x, y }) => [x.low, x.high, y.low, y.high],
      },
      short,
    ),
  ),
};

/**
 * The choices that affect only how the run is shown.
 * @type {import("../shared/address.js").Table<Lab, ViewKnown>}
 */
const VIEWING = {
  mode: unlessUsual(
    choice("mode", () => MODES),
    "map",
  ),
  heights: unlessUsual(
    choice("heights", () => HEIGHTS),
    "log",
  ),
  camera: nullable(
    numbers("camera", 3, () => CAMERA, { from: ([x, y, z]) => ({ x, y, z }), to: ({ x, y, z }) => [x, y, z] }, short),
  ),
  at: nullable(index("at", ({ steps }) => steps)),
  speed: unlessUsual(
    choice("speed", () => SPEEDS, formatSpeed),
    DEFAULT_SPEED,
  ),
  curves: unlessUsual(
    choice("curves", () => CURVES),
    "step",
  ),
  panel: unlessUsual(
    choice("panel", ({ panels }) => panels),
    "loss",
  ),
  h: unlessUsual(
    number("h", ({ limits }) => limits.h),
    DEFAULT_WIDTH,
  ),
  gradient: {
    write: (texts) => (texts ?? []).map((text) => ["slope", encodeURIComponent(text)]),
    read: (fields, { limits }) => {
      const texts = fields.getAll("slope").map((text) => text.slice(0, limits.expression_length));
      return texts.length === 2 ? texts : undefined;
    },
  },
  sweep: unlessUsual(
    numbers("sweep", 2, ({ limits }) => limits.learning_rate, {
      from: ([low, high]) => (low < high ? { low, high } : undefined),
      to: ({ low, high }) => [low, high],
    }),
    DEFAULT_SWEEP,
  ),
  subject: unlessUsual(
    index("subject", ({ limits }) => limits.optimizers.high),
    0,
  ),
  hiddenLayers: {
    write: (layers) => (layers.length ? [["hide", layers.join(",")]] : []),
    read: (fields) => {
      const hidden = (fields.get("hide") ?? "").split(",");
      return LAYERS.filter((layer) => hidden.includes(layer));
    },
  },
};

/**
 * @param {Lab} lab
 * @returns {string} without `#`
 */
export function formatFragment(lab) {
  return [writeState(DESCENT, lab), writeState(VIEWING, lab)].filter((fields) => fields).join("&");
}

/**
 * @param {string} fragment with or without `#`
 * @param {Catalogue} catalogue
 * @param {string[]} panels the panels that the page has
 * @returns {Lab}
 */
export function parseFragment(fragment, catalogue, panels) {
  const fields = fieldsOf(fragment);
  const { limits } = catalogue;
  const surface = readSurface(fields, catalogue);
  const first = labOf(PRESETS[0], catalogue);
  const lab = surface
    ? readState(
        DESCENT,
        fields,
        { ...catalogue, surface },
        { ...emptyLab(surface, limits), optimizers: first.optimizers },
      )
    : first;
  return readState(VIEWING, fields, { limits, panels, steps: lab.steps }, lab);
}

/**
 * @param {string} fragment with or without `#`
 * @param {Catalogue} catalogue
 * @param {string[]} panels the panels that the page has
 * @returns {Lab} the state with all optimizers that it names, possibly more than allowed
 */
export function parseAllOptimizers(fragment, catalogue, panels) {
  const optimizers = { ...catalogue.limits.optimizers, high: Infinity };
  return parseFragment(fragment, { ...catalogue, limits: { ...catalogue.limits, optimizers } }, panels);
}

/**
 * @param {URLSearchParams} fields
 * @param {Catalogue} catalogue
 * @returns {Surface | undefined} undefined if it names none
 */
function readSurface(fields, catalogue) {
  const id = fields.get("surface") ?? "";
  if (id !== CUSTOM_SURFACE) return catalogue.surfaces.get(id);
  const expression = (fields.get("expression") ?? "").slice(0, catalogue.limits.expression_length);
  return expression.trim() ? customSurface(expression) : undefined;
}

/**
 * @param {Optimizer} optimizer
 * @param {Optimizer[]} earlier
 * @returns {string}
 */
function formatOptimizer(optimizer, earlier) {
  const { rule, gradient, schedule, slot, visible } = optimizer;
  const variants = [
    ...formatVariant("gradient", gradient, "analytic"),
    ...formatVariant("schedule", schedule, "constant"),
  ];
  const parts = [rule, ...formatSettings(optimizer), ...variants];
  if (slot !== nextSlot(rule, takenSlots(earlier))) parts.push(`slot:${slot}`);
  if (!visible) parts.push("hidden");
  return parts.join(",");
}

/**
 * @param {string[]} texts
 * @param {string[]} sources of the typed rules among them, in order
 * @param {Surface} surface
 * @param {Catalogue} known
 * @returns {Optimizer[]}
 */
function readOptimizers(texts, sources, surface, known) {
  const { methods, limits } = known;
  /** @type {Optimizer[]} */
  const optimizers = [];
  const typed = [...sources];
  for (const text of texts) {
    const [rule, ...parts] = text.split(",");
    const method = methods.get(rule);
    if (!method || optimizers.length === limits.optimizers.high) continue;
    const words = wordsOf(parts);
    const slot = inRange(words.get("slot")?.[0], { low: 0, high: limits.optimizers.high - 1 });
    optimizers.push({
      ...readOptimizer(method, words, suitedRate(surface, method), typed, known),
      gradient: /** @type {import("./state.js").GradientSource} */ (
        readVariant(words.get("gradient"), sourceSettings(limits))
      ),
      slot: Number.isInteger(slot) ? Number(slot) : nextSlot(rule, takenSlots(optimizers)),
      visible: !words.has("hidden"),
    });
  }
  return optimizers;
}

/** @param {number} speed */
function formatSpeed(speed) {
  return speed === Infinity ? "max" : String(speed);
}

/** @param {number} value */
function short(value) {
  return String(Number(value.toPrecision(8)));
}
