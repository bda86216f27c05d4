/**
 * Update rules that a visitor types, most often by changing a built-in one.
 * @module
 */

/** @typedef {import("./state.js").Catalogue} Catalogue */
/** @typedef {import("./state.js").Method} Method */
/** @typedef {import("./state.js").Optimizer} Optimizer */
/** @typedef {import("./state.js").Setting} Setting */

/** The id of the rule whose lines are typed. */
export const CUSTOM = "custom";

const ASSIGNED = /^[ \t]*([A-Za-z]\w*)[ \t]*=/;

/**
 * The settings of the method that an optimizer's own lines read: those they name and do not assign.
 * @param {Optimizer} optimizer
 * @param {Method} method
 * @returns {Setting[]} for a built-in rule or a search all of them
 */
export function settingsRead({ source }, method) {
  if (source === null) return method.settings;
  const lines = source.split("\n");
  const assigned = new Set(lines.map((line) => ASSIGNED.exec(line)?.[1]));
  const named = new Set(source.match(/[A-Za-z]\w*/g));
  return method.settings.filter(
    ({ name }) => name === "learning_rate" || (named.has(name) && !assigned.has(name)),
  );
}

/**
 * Whether a learning rate makes any difference to an optimizer's steps.
 * @param {Optimizer} optimizer of a rule
 * @returns {boolean} false for lines of one's own that do not read `lr`
 */
export function readsRate({ source }) {
  return source === null || /\blr\b/.test(source);
}

/**
 * The optimizer with its rule's lines open to change; until one is, it takes the same path.
 * @param {Optimizer} optimizer of a built-in rule
 * @param {Catalogue} catalogue
 * @returns {Optimizer}
 */
export function opened(optimizer, { methods }) {
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
 * The built-in optimizer that a changed one began as, with the settings it shares.
 * @param {Optimizer} optimizer
 * @param {Catalogue} catalogue
 * @returns {Optimizer | null} null where the lines were not taken from a built-in rule
 */
export function original(optimizer, { methods }) {
  const built = methods.get(optimizer.base ?? "");
  if (!built) return null;
  const settings = Object.fromEntries(built.settings.map(({ name }) => [name, optimizer.settings[name]]));
  return { ...optimizer, rule: built.id, base: null, source: null, settings };
}

/**
 * Which lines of a source differ from those it began as.
 * @param {string} source
 * @param {string} before
 * @returns {boolean[]} one for each line
 */
export function changedLines(source, before) {
  const known = new Set(before.split("\n").map((line) => line.trim()));
  return source.split("\n").map((line) => line.trim() !== "" && !known.has(line.trim()));
}
