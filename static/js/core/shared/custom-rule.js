/**
 * Custom update rules, which visitors type, mostly by editing a built-in one.
 * @module
 */

import { narrowed } from "./characters.js";

/** @typedef {import("./optimizers.js").Method} Method */
/** @typedef {import("./optimizers.js").Optimizer} Optimizer */
/** @typedef {import("./optimizers.js").Setting} Setting */
/** @typedef {{methods: Map<string, Method>}} Catalogue */

/** The id of the rule whose lines are typed. */
export const CUSTOM = "custom";

const ASSIGNED = /^\s*([A-Za-z]\w*)\s*=/;

/**
 * The settings of a method that the lines of an optimizer use: those that they name and do not assign.
 * @param {Pick<Optimizer, "source">} optimizer
 * @param {Method} method
 * @returns {Setting[]} all settings for a built-in rule or a search
 */
export function settingsUsed({ source }, method) {
  if (source === null) return method.settings;
  const plain = narrowed(source);
  const assigned = new Set(plain.split("\n").map((line) => ASSIGNED.exec(line)?.[1]));
  const named = new Set(plain.match(/[A-Za-z]\w*/g));
  return method.settings.filter(({ name }) => name === "learning_rate" || (named.has(name) && !assigned.has(name)));
}

/**
 * Whether a learning rate makes any difference to an optimizer's steps.
 * @param {Pick<Optimizer, "source">} optimizer of a rule
 * @returns {boolean} false for custom lines that do not use `lr`
 */
export function usesLearningRate({ source }) {
  return source === null || /\blr\b/.test(narrowed(source));
}

/**
 * Turn the rule of an optimizer into a custom one with the same lines. Until they are edited, the path is the same.
 * @template {Optimizer} T
 * @param {T} optimizer of a built-in rule
 * @param {Catalogue} catalogue
 * @returns {T}
 */
export function asCustomRule(optimizer, { methods }) {
  const built = /** @type {Method} */ (methods.get(optimizer.rule));
  const custom = /** @type {Method} */ (methods.get(CUSTOM));
  const defaults = Object.fromEntries(custom.settings.map(({ name, default: value }) => [name, value]));
  return {
    ...optimizer,
    rule: CUSTOM,
    base: optimizer.rule,
    source: built.source,
    settings: { ...defaults, ...optimizer.settings },
  };
}

/**
 * The built-in optimizer from which an edited one started, with the settings that both have.
 * @template {Optimizer} T
 * @param {T} optimizer
 * @param {Catalogue} catalogue
 * @returns {T | null} null if it did not start from a built-in rule
 */
export function builtInOriginal(optimizer, { methods }) {
  const built = methods.get(optimizer.base ?? "");
  if (!built) return null;
  const settings = Object.fromEntries(built.settings.map(({ name }) => [name, optimizer.settings[name]]));
  return { ...optimizer, rule: built.id, base: null, source: null, settings };
}

/**
 * Find the optimizer whose lines the server refused, as when a link holds a mistake.
 * @param {import("./requests.js").FieldError[]} errors of the answer to a run
 * @returns {number | null} its index in the run
 */
export function faultyRule(errors) {
  const places = errors.map(({ location }) => /^optimizers\[(\d+)\]\.source$/.exec(location)?.[1]);
  const place = places.find((found) => found !== undefined);
  return place === undefined ? null : Number(place);
}

/**
 * Which lines of a source differ from those from which it started.
 * @param {string} source
 * @param {string} before
 * @returns {boolean[]} one for each line
 */
export function changedLines(source, before) {
  const known = new Set(before.split("\n").map((line) => line.trim()));
  return source.split("\n").map((line) => line.trim() !== "" && !known.has(line.trim()));
}
