/**
 * The settings of an optimizer in a list: its rule, its numbers, its schedule, and the button that opens them.
 * @module
 */

import { settingsUsed } from "../core/shared/custom-rule.js";
import { create, icon } from "../document/dom.js";
import { t } from "../document/words.js";
import { mathElement } from "./mathml.js";
import { createRuleEditor } from "./rule-editor.js";
import { createSettingFields, createVariant } from "./setting-fields.js";

/** @typedef {import("../core/shared/optimizers.js").Method} Method */
/** @typedef {import("../core/shared/optimizers.js").Optimizer} Optimizer */
/** @typedef {import("../core/shared/optimizers.js").Setting} Setting */

/**
 * @template {Optimizer} T
 * @typedef {object} SettingsActions actions on an optimizer; null if an action is not possible now
 * @property {(change: (optimizer: T) => T) => void} change
 * @property {() => void} edit opens the lines of the rule for editing
 * @property {number} ruleLength the maximum length of a custom rule in characters
 * @property {string | null} before the lines from which a custom rule started
 * @property {(() => void) | null} race adds the built-in rule from which a custom one started
 * @property {(() => void) | null} duplicate
 * @property {(() => void) | null} remove
 */

/**
 * @template {Optimizer} T
 * @param {T} optimizer
 * @param {Method} method
 * @param {Record<string, Record<string, Setting[]>>} variants kinds of each variant, such as the schedule, with their settings
 * @param {string} owner makes the names of radio buttons unique to the optimizer
 * @param {SettingsActions<T>} actions
 * @returns {{element: HTMLElement, update: (optimizer: T) => void}} `update` shows choices that were made elsewhere
 */
export function createRunnerSettings(optimizer, method, variants, owner, actions) {
  const { change, duplicate, remove } = actions;
  const rule = createRule(optimizer, method, actions);
  const fields = createSettingFields((name, value) =>
    change((one) => ({ ...one, settings: { ...one.settings, [name]: value } })),
  );
  const varied = Object.entries(method.kind === "rule" ? variants : {}).map(([what, kinds]) => ({
    what: /** @type {keyof T} */ (what),
    ...createVariant(what, kinds, owner, (chosen) => change((one) => ({ ...one, [what]: chosen }))),
  }));
  const element = create(
    "div",
    { class: "runner-settings" },
    create("p", { class: "meaning" }, t(`rule.${method.id}.meaning`)),
    ...rule.elements,
    fields.element,
    ...varied.map((variant) => variant.element),
    create("div", { class: "actions" }, button("runner.duplicate", duplicate), button("runner.remove", remove)),
  );
  const update = (/** @type {T} */ one) => {
    rule.update(one);
    fields.show(
      settingsUsed(one, method).filter(({ name }) => name !== "learning_rate"),
      one.settings,
    );
    for (const { what, show } of varied) show(one[what]);
  };
  update(optimizer);
  return { element, update };
}

/**
 * The rule itself: an editor for a custom rule; for the others a formula and a button that opens their lines.
 * @template {Optimizer} T
 * @param {T} optimizer
 * @param {Method} method
 * @param {SettingsActions<T>} actions
 * @returns {{elements: HTMLElement[], update: (optimizer: T) => void}}
 */
function createRule({ source }, method, { change, edit, ruleLength, before, race }) {
  if (source !== null) {
    const onChange = (/** @type {string} */ text) => change((one) => ({ ...one, source: text }));
    const editor = createRuleEditor({ source, maxLength: ruleLength, before, onChange, race });
    return { elements: [editor.element], update: (one) => editor.update(/** @type {string} */ (one.source)) };
  }
  const formula = create("div", { class: "formula" }, mathElement(method.formula));
  const elements = method.kind === "search" ? [formula] : [formula, button("runner.edit", edit)];
  return { elements, update: () => {} };
}

/**
 * @param {string} key
 * @param {(() => void) | null} press
 */
function button(key, press) {
  const element = create(
    "button",
    { type: "button", class: "quiet", "data-focus": key, disabled: press === null },
    t(key),
  );
  if (press) element.addEventListener("click", press);
  return element;
}

/**
 * The button of a runner that opens its settings.
 * @param {string} name of the runner
 * @param {boolean} isOpen
 * @param {() => void} press
 * @returns {HTMLButtonElement}
 */
export function createMoreButton(name, isOpen, press) {
  const label = t("runner.settings", { name });
  const more = create(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-expanded": String(isOpen),
      "aria-label": label,
      "data-focus": "more",
    },
    icon("more"),
  );
  more.addEventListener("click", press);
  return more;
}
