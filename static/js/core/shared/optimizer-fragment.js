/**
 * Writes an optimizer as a part of the address, and reads it back.
 *
 *     momentum,learning_rate:0.01,momentum:0.9,schedule:step:100:0.5
 *
 * The lines of a custom rule, `custom,base:adam,…`, are a field of their own. Reading never fails: a part that is
 * missing, broken or out of range takes its default.
 * @module
 */

import { CUSTOM } from "./custom-rule.js";
import { inRange } from "./format.js";
import { defaultSettings, scheduleSettings } from "./optimizers.js";

/** @typedef {import("./optimizers.js").Method} Method */
/** @typedef {import("./optimizers.js").Optimizer} Optimizer */
/** @typedef {import("./optimizers.js").Schedule} Schedule */
/** @typedef {import("./optimizers.js").Setting} Setting */
/** @typedef {Map<string, string[]>} Words the values after each name */

/**
 * @param {Pick<Optimizer, "base" | "settings">} optimizer
 * @returns {string[]}
 */
export function formatSettings({ base, settings }) {
  return [
    ...(base === null ? [] : [`base:${base}`]),
    ...Object.entries(settings).map(([name, value]) => `${name}:${value}`),
  ];
}

/**
 * @param {string} name of the variant
 * @param {{kind: string}} chosen
 * @param {string} usual the kind that is the default
 * @returns {string[]} no part for the default
 */
export function formatVariant(name, chosen, usual) {
  return chosen.kind === usual ? [] : [[name, ...Object.values(chosen)].join(":")];
}

/**
 * @param {string | null} source the lines of a custom rule
 * @returns {import("./address.js").Field[]}
 */
export function sourceField(source) {
  return source === null ? [] : [["source", encodeURIComponent(source)]];
}

/**
 * @param {string[]} parts
 * @returns {Words}
 */
export function wordsOf(parts) {
  return new Map(parts.map((part) => part.split(":")).map(([name, ...rest]) => [name, rest]));
}

/**
 * @param {Method} method
 * @param {Words} words
 * @param {number} rate learning rate that suits the objective
 * @param {string[]} sources lines of the custom rules that are not assigned yet; a custom rule takes the first
 * @param {{methods: Map<string, Method>, limits: import("./limits.js").Limits}} known
 * @returns {Optimizer}
 */
export function readOptimizer(method, words, rate, sources, { methods, limits }) {
  const defaults = defaultSettings(method, rate);
  const suited = method.settings.map((setting) => ({ ...setting, default: defaults[setting.name] }));
  const isTyped = method.id === CUSTOM;
  const base = methods.get(words.get("base")?.[0] ?? "");
  return {
    rule: method.id,
    source: isTyped ? (sources.shift() ?? method.source) : null,
    base: isTyped && base?.source && base.id !== CUSTOM ? base.id : null,
    settings: readSettings(suited, (name) => words.get(name)?.[0]),
    schedule: /** @type {Schedule} */ (readVariant(words.get("schedule"), scheduleSettings(limits))),
  };
}

/**
 * @param {string[] | undefined} words the kind, then the values of its settings in order
 * @param {Record<string, Setting[]>} kinds by name, the default first
 */
export function readVariant(words, kinds) {
  const kind = words && Object.hasOwn(kinds, words[0]) ? words[0] : Object.keys(kinds)[0];
  const settings = kinds[kind];
  return {
    kind,
    ...readSettings(settings, (name) => words?.[1 + settings.findIndex((setting) => setting.name === name)]),
  };
}

/**
 * @param {Setting[]} settings
 * @param {(name: string) => string | undefined} textOf
 * @returns {Record<string, number>} the value of each setting, its default if the text is not an allowed number
 */
export function readSettings(settings, textOf) {
  return Object.fromEntries(
    settings.map((setting) => {
      const value = inRange(textOf(setting.name), setting) ?? setting.default;
      return [setting.name, setting.whole ? Math.round(value) : value];
    }),
  );
}
