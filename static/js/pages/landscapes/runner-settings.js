/**
 * What opens under a runner: its rule, its other settings, its gradient source and its schedule.
 * @module
 */

import { bindChoice } from "../../components/choice.js";
import { mathElement } from "../../components/mathml.js";
import { createSliderField } from "../../components/slider-field.js";
import { settingsRead } from "../../core/custom-rule.js";
import { SCHEDULE_SETTINGS } from "../../core/optimizers.js";
import { SOURCE_SETTINGS } from "../../core/state.js";
import { create } from "../../dom.js";
import { t } from "../../words.js";
import { createRuleEditor } from "./rule-editor.js";

/** @typedef {import("../../core/state.js").Method} Method */
/** @typedef {import("../../core/state.js").Optimizer} Optimizer */
/** @typedef {import("../../core/state.js").Setting} Setting */

/**
 * @typedef {object} SettingsActions
 * @property {(change: (optimizer: Optimizer) => Optimizer) => void} change
 * @property {() => void} edit opens the lines of the rule
 * @property {string | null} before the lines that a typed rule began as
 * @property {(() => void) | null} race adds the rule that a typed one began as
 * @property {() => void} duplicate
 * @property {() => void} remove
 */

/**
 * @param {Optimizer} optimizer
 * @param {Method} method
 * @param {number} slot tells the radio buttons of two runners apart
 * @param {SettingsActions} actions
 * @returns {HTMLElement}
 */
export function createRunnerSettings(optimizer, method, slot, actions) {
  const element = create("div", { class: "runner-settings" });
  element.append(
    create("p", { class: "meaning" }, t(`rule.${method.id}.meaning`)),
    ...ruleElements(optimizer, method, actions),
    ...settingsRead(optimizer, method)
      .filter(({ name }) => name !== "learning_rate")
      .map((setting) => settingField(setting, optimizer.settings, actions)),
  );
  if (method.kind === "rule") element.append(...variants(optimizer, slot, actions));
  element.append(
    create(
      "div",
      { class: "actions" },
      button("runner.duplicate", actions.duplicate),
      button("runner.remove", actions.remove),
    ),
  );
  return element;
}

/**
 * What it does at each step: lines to change for a typed rule, a formula and a way to its lines for the others.
 * @param {Optimizer} optimizer
 * @param {Method} method
 * @param {SettingsActions} actions
 * @returns {HTMLElement[]}
 */
function ruleElements({ source }, method, { change, edit, before, race }) {
  if (source !== null) {
    const onChange = (/** @type {string} */ text) => change((optimizer) => ({ ...optimizer, source: text }));
    return [createRuleEditor({ source, before, onChange, race })];
  }
  const formula = create("div", { class: "formula" }, mathElement(method.formula));
  return method.kind === "search" ? [formula] : [formula, button("runner.edit", edit)];
}

/**
 * @param {Setting} setting
 * @param {Record<string, number>} values
 * @param {SettingsActions} actions
 */
function settingField(setting, values, { change }) {
  return createSliderField({
    label: t(`setting.${setting.name}.name`),
    meaning: t(`setting.${setting.name}.meaning`),
    value: values[setting.name],
    low: setting.low,
    high: setting.high,
    initial: setting.default,
    onChange: (value) =>
      change((optimizer) => ({ ...optimizer, settings: { ...optimizer.settings, [setting.name]: value } })),
  }).element;
}

/**
 * The gradient source and the schedule, each with its own settings.
 * @param {Optimizer} optimizer
 * @param {number} slot
 * @param {SettingsActions} actions
 */
function variants({ gradient, schedule }, slot, { change }) {
  return [
    variant("gradient", gradient, SOURCE_SETTINGS, slot, (next) =>
      change((optimizer) => ({ ...optimizer, gradient: /** @type {any} */ (next) })),
    ),
    variant("schedule", schedule, SCHEDULE_SETTINGS, slot, (next) =>
      change((optimizer) => ({ ...optimizer, schedule: /** @type {any} */ (next) })),
    ),
  ];
}

/**
 * One of several kinds, with the settings of the chosen one.
 * @param {"gradient" | "schedule"} what
 * @param {{kind: string}} chosen
 * @param {Record<string, Setting[]>} kinds
 * @param {number} slot
 * @param {(next: object) => void} choose
 */
function variant(what, chosen, kinds, slot, choose) {
  const group = create("fieldset", { class: "variant" }, create("legend", {}, t(`${what}.label`)));
  const choice = create("div", { class: "segmented" });
  for (const kind of Object.keys(kinds)) {
    const radio = create("input", {
      type: "radio",
      name: `${what}-${slot}`,
      value: kind,
      checked: kind === chosen.kind,
      "data-focus": `${what}-${kind}`,
    });
    choice.append(
      create("label", { title: t(`${what}.${kind}.meaning`) }, radio, create("span", {}, t(`${what}.${kind}.name`))),
    );
  }
  bindChoice(choice, (kind) =>
    choose({ kind, ...Object.fromEntries(kinds[kind].map((setting) => [setting.name, setting.default])) }),
  );
  let current = /** @type {any} */ (chosen);
  const fields = kinds[chosen.kind].map(
    (setting) =>
      createSliderField({
        label: t(`setting.${setting.name}.name`),
        meaning: t(`setting.${setting.name}.meaning`),
        value: current[setting.name],
        low: setting.low,
        high: setting.high,
        initial: setting.default,
        onChange: (value) => {
          current = { ...current, [setting.name]: setting.whole ? Math.round(value) : value };
          choose(current);
        },
      }).element,
  );
  group.append(choice, create("p", { class: "meaning" }, t(`${what}.${chosen.kind}.meaning`)), ...fields);
  return group;
}

/**
 * @param {string} key
 * @param {() => void} press
 */
function button(key, press) {
  const element = create("button", { type: "button", class: "quiet", "data-focus": key }, t(key));
  element.addEventListener("click", press);
  return element;
}
