/**
 * Optimizers on every page: a rule or a search with its settings, and the schedule of a rule's learning rate.
 * @module
 */

import { CUSTOM } from "./custom-rule.js";
import { within } from "./limits.js";

/**
 * @typedef {object} Setting
 * @property {string} name
 * @property {number} default
 * @property {number} low
 * @property {number} high
 * @property {boolean} [whole] whether only whole numbers are allowed
 */

/**
 * @typedef {object} Method a rule or a search, as `GET /api/optimizers` describes it
 * @property {string} id
 * @property {string} name
 * @property {"rule" | "search"} kind
 * @property {string} formula MathML
 * @property {string | null} source the lines of a rule; null for a search
 * @property {Setting[]} settings
 * @property {string | null} family whose learning rates on a surface suit the rule; null for a search
 * @property {number | null} classifier_learning_rate one that suits most classifiers; null for a search
 * @property {string} meaning
 */

/** @typedef {{kind: "constant"} | {kind: "step", every: number, factor: number} | {kind: "cosine"}} Schedule */

/**
 * @typedef {object} Optimizer
 * @property {string} rule id of a rule or search
 * @property {string | null} source the lines of a custom rule; null for others
 * @property {string | null} base the built-in rule from which a custom one started
 * @property {Record<string, number>} settings
 * @property {Schedule} schedule
 */

/**
 * @param {Pick<import("./limits.js").Limits, "every" | "factor">} limits
 * @returns {Record<string, Setting[]>} the settings of each schedule, the default first
 */
export function scheduleSettings({ every, factor }) {
  return {
    constant: [],
    step: [
      { name: "every", default: within(100, every), ...every, whole: true },
      { name: "factor", default: within(0.5, factor), ...factor },
    ],
    cosine: [],
  };
}

/**
 * @param {Method} method
 * @param {number} rate learning rate that suits the objective
 * @returns {Optimizer} with the defaults of the method
 */
export function withDefaults(method, rate) {
  return {
    rule: method.id,
    source: method.id === CUSTOM ? method.source : null,
    base: null,
    settings: defaultSettings(method, rate),
    schedule: { kind: "constant" },
  };
}

/**
 * @param {Method} method
 * @param {number} rate learning rate that suits the objective
 * @returns {Record<string, number>} a value for each setting of the method; a search has no learning rate
 */
export function defaultSettings(method, rate) {
  const settings = Object.fromEntries(method.settings.map((setting) => [setting.name, setting.default]));
  return method.kind === "rule" ? { ...settings, learning_rate: rate } : settings;
}

/**
 * @param {Optimizer} optimizer
 * @returns {object} its form in a run, without its gradient
 */
export function specificationOf({ rule, source, settings, schedule }) {
  return {
    rule,
    ...(source === null ? {} : { source }),
    ...settings,
    ...(schedule.kind === "constant" ? {} : { schedule }),
  };
}
