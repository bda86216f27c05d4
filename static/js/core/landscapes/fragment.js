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

import { inRange, wholeUpTo } from "../shared/format.js";
import {
  formatSettings,
  formatVariant,
  readOptimizer,
  readSettings,
  readVariant,
  wordsOf,
} from "../shared/optimizer-fragment.js";
import { SCHEDULE_SETTINGS } from "../shared/optimizers.js";
import { CUSTOM_SURFACE, customSurface } from "./custom-surface.js";
import { labOf, PRESETS } from "./presets.js";
import { nextSlot } from "../shared/line-styles.js";
import { DEFAULT_SWEEP, DEFAULT_WIDTH, emptyLab, SOURCE_SETTINGS, suitedRate, takenSlots } from "./state.js";
import { DEFAULT_SPEED, SPEEDS } from "./timeline.js";

/** @typedef {import("../shared/projection.js").Range} Range */
/** @typedef {import("./state.js").Catalogue} Catalogue */
/** @typedef {import("./state.js").Lab} Lab */
/** @typedef {import("./state.js").Layer} Layer */
/** @typedef {import("./state.js").Optimizer} Optimizer */
/** @typedef {import("./state.js").Surface} Surface */

/** @type {Layer[]} */
const LAYERS = ["minima", "beads", "draws"];
/** Fields that hold a percent-encoded text. */
const TEXTS = ["expression", "slope", "source"];
const CAMERA_BOUND = 10;

/**
 * @param {Lab} lab
 * @returns {string} without `#`
 */
export function formatFragment(lab) {
  /** @type {[string, string | null][]} */
  const pairs = [
    ["surface", lab.surface],
    ["expression", lab.expression && encodeURIComponent(lab.expression)],
    ...Object.entries(lab.surfaceSettings).map(([name, value]) => pair(name, String(value))),
    ["start", `${lab.start.x},${lab.start.y}`],
    ["seed", String(lab.seed)],
    ["steps", String(lab.steps)],
    ...lab.optimizers.flatMap((optimizer, index) => [
      pair("optimizer", formatOptimizer(optimizer, lab.optimizers.slice(0, index))),
      ...(optimizer.source === null ? [] : [pair("source", encodeURIComponent(optimizer.source))]),
    ]),
    ["view", lab.view && [lab.view.x.low, lab.view.x.high, lab.view.y.low, lab.view.y.high].map(short).join(",")],
    ["mode", lab.mode === "map" ? null : lab.mode],
    ["camera", lab.camera && [lab.camera.x, lab.camera.y, lab.camera.z].map(short).join(",")],
    ["at", lab.at === null ? null : String(lab.at)],
    ["speed", lab.speed === DEFAULT_SPEED ? null : formatSpeed(lab.speed)],
    ["curves", lab.curves === "step" ? null : lab.curves],
    ["panel", lab.panel === "loss" ? null : lab.panel],
    ["h", lab.h === DEFAULT_WIDTH ? null : String(lab.h)],
    ...(lab.gradient ?? []).map((text) => pair("slope", encodeURIComponent(text))),
    ["sweep", lab.sweep === DEFAULT_SWEEP ? null : `${lab.sweep.low},${lab.sweep.high}`],
    ["subject", lab.subject === 0 ? null : String(lab.subject)],
    ["hide", lab.hiddenLayers.length ? lab.hiddenLayers.join(",") : null],
  ];
  return pairs
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/**
 * @param {string} fragment with or without `#`
 * @param {Catalogue} catalogue
 * @param {string[]} panels the panels that the page has
 * @returns {Lab}
 */
export function parseFragment(fragment, catalogue, panels) {
  const fields = readFields(fragment);
  const surface = readSurface(fields, catalogue);
  const first = labOf(PRESETS[0], catalogue);
  if (!surface) return { ...first, ...reading(fields, first.steps, catalogue, panels) };

  const { limits } = catalogue;
  const base = emptyLab(surface, limits);
  const start = numbers(fields, "start", 2, limits.coordinate);
  const steps = wholeUpTo(fields.get("steps")?.[0], limits.steps) ?? base.steps;
  const sources = (fields.get("source") ?? []).map((text) => decoded(text).slice(0, limits.rule_length));
  const optimizers = readOptimizers(fields.get("optimizer") ?? [], sources, surface, catalogue);
  return {
    ...base,
    surfaceSettings: readSettings(surface.settings, (name) => fields.get(name)?.[0]),
    start: start ? { x: start[0], y: start[1] } : base.start,
    seed: wholeUpTo(fields.get("seed")?.[0], limits.seed) ?? base.seed,
    steps,
    optimizers: optimizers.length ? optimizers : first.optimizers,
    view: readView(numbers(fields, "view", 4, limits.coordinate)),
    ...reading(fields, steps, catalogue, panels),
  };
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
 * @param {Map<string, string[]>} fields
 * @param {Catalogue} catalogue
 * @returns {Surface | undefined} undefined if it names none
 */
function readSurface(fields, catalogue) {
  const id = fields.get("surface")?.[0] ?? "";
  if (id !== CUSTOM_SURFACE) return catalogue.surfaces.get(id);
  const expression = decoded(fields.get("expression")?.[0] ?? "").slice(0, catalogue.limits.expression_length);
  return expression.trim() ? customSurface(expression) : undefined;
}

/**
 * The choices that affect only how the run is shown.
 * @param {Map<string, string[]>} fields
 * @param {number} steps
 * @param {Catalogue} catalogue
 * @param {string[]} panels
 * @returns {Pick<Lab, "mode" | "camera" | "at" | "speed" | "curves" | "panel" | "h" | "gradient" | "sweep" | "subject" | "hiddenLayers">}
 */
function reading(fields, steps, { limits }, panels) {
  const camera = numbers(fields, "camera", 3, { low: -CAMERA_BOUND, high: CAMERA_BOUND });
  const hidden = (fields.get("hide")?.[0] ?? "").split(",");
  const speed = fields.get("speed")?.[0];
  const slopes = (fields.get("slope") ?? []).map((text) => decoded(text).slice(0, limits.expression_length));
  const sweep = numbers(fields, "sweep", 2, limits.learning_rate);
  return {
    mode: fields.get("mode")?.[0] === "relief" ? "relief" : "map",
    camera: camera && { x: camera[0], y: camera[1], z: camera[2] },
    at: whole(fields, "at", { low: 0, high: steps - 1 }),
    speed: SPEEDS.find((known) => formatSpeed(known) === speed) ?? DEFAULT_SPEED,
    curves: fields.get("curves")?.[0] === "evaluations" ? "evaluations" : "step",
    panel: panels.find((panel) => panel === fields.get("panel")?.[0]) ?? "loss",
    h: inRange(fields.get("h")?.[0], limits.h) ?? DEFAULT_WIDTH,
    gradient: slopes.length === 2 ? slopes : null,
    sweep: sweep && sweep[0] < sweep[1] ? { low: sweep[0], high: sweep[1] } : DEFAULT_SWEEP,
    subject: whole(fields, "subject", { low: 0, high: limits.optimizers.high - 1 }) ?? 0,
    hiddenLayers: LAYERS.filter((layer) => hidden.includes(layer)),
  };
}

/**
 * @param {Optimizer} optimizer
 * @param {Optimizer[]} earlier
 * @returns {string}
 */
function formatOptimizer(optimizer, earlier) {
  const { rule, gradient, schedule, slot, visible } = optimizer;
  const variants = [
    ...formatVariant("gradient", gradient, SOURCE_SETTINGS),
    ...formatVariant("schedule", schedule, SCHEDULE_SETTINGS),
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
 * @param {Catalogue} catalogue
 * @returns {Optimizer[]}
 */
function readOptimizers(texts, sources, surface, { methods, limits }) {
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
      ...readOptimizer(method, words, suitedRate(surface, rule), typed, methods),
      gradient: /** @type {import("./state.js").GradientSource} */ (
        readVariant(words.get("gradient"), SOURCE_SETTINGS)
      ),
      slot: Number.isInteger(slot) ? Number(slot) : nextSlot(rule, takenSlots(optimizers)),
      visible: !words.has("hidden"),
    });
  }
  return optimizers;
}

/**
 * @param {number[] | null} bounds
 * @returns {import("../shared/projection.js").View | null}
 */
function readView(bounds) {
  if (!bounds || bounds[0] >= bounds[1] || bounds[2] >= bounds[3]) return null;
  return { x: { low: bounds[0], high: bounds[1] }, y: { low: bounds[2], high: bounds[3] } };
}

/**
 * @param {string} text
 * @returns {string} the decoded text; the text itself if it is not well-formed
 */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * @param {string} fragment
 * @returns {Map<string, string[]>}
 */
function readFields(fragment) {
  /** @type {Map<string, string[]>} */
  const fields = new Map();
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const [name, value = ""] = part.split("=");
    const text = TEXTS.includes(name) ? value : value.replaceAll("%2C", ",").replaceAll("%3A", ":");
    fields.set(name, [...(fields.get(name) ?? []), text]);
  }
  return fields;
}

/**
 * @param {Map<string, string[]>} fields
 * @param {string} name
 * @param {number} count
 * @param {Range} range
 * @returns {number[] | null} exactly `count` numbers in the range
 */
function numbers(fields, name, count, range) {
  const values = (fields.get(name)?.[0] ?? "").split(",").map((text) => inRange(text, range));
  return values.length === count && values.every((value) => value !== null) ? /** @type {number[]} */ (values) : null;
}

/**
 * @param {Map<string, string[]>} fields
 * @param {string} name
 * @param {Range} range
 * @returns {number | null}
 */
function whole(fields, name, range) {
  const value = inRange(fields.get(name)?.[0], range);
  return Number.isInteger(value) ? value : null;
}

/** @param {number} speed */
function formatSpeed(speed) {
  return speed === Infinity ? "max" : String(speed);
}

/** @param {number} value */
function short(value) {
  return String(Number(value.toPrecision(8)));
}

/**
 * @param {string} name
 * @param {string} value
 * @returns {[string, string]}
 */
function pair(name, value) {
  return [name, value];
}
