/**
 * A slider for each setting, and a choice between variants that bring their own settings.
 * @module
 */

import { create } from "../document/dom.js";
import { t } from "../document/words.js";
import { bindChoice } from "./choice.js";
import { createSliderField } from "./slider-field.js";

/** @typedef {import("../core/shared/optimizers.js").Setting} Setting */

/**
 * @param {(name: string, value: number) => void} onChange
 * @returns {{element: HTMLElement, show: (settings: Setting[], values: any) => void}} `show` does not disturb a field that is being typed into
 */
export function createSettingFields(onChange) {
  const element = create("div", { class: "setting-fields" });
  /** @type {Map<string, ReturnType<typeof createSliderField>>} */
  let fields = new Map();
  return {
    element,
    show(settings, values) {
      if (settings.map(({ name }) => name).join() === [...fields.keys()].join()) {
        for (const [name, field] of fields) field.update(values[name]);
        return;
      }
      fields = new Map(settings.map((setting) => [setting.name, fieldOf(setting, values[setting.name], onChange)]));
      element.replaceChildren(...[...fields.values()].map((field) => field.element));
    },
  };
}

/**
 * @param {Setting} setting
 * @param {number} value
 * @param {(name: string, value: number) => void} onChange
 */
function fieldOf({ name, low, high, default: initial, whole }, value, onChange) {
  return createSliderField({
    label: t(`setting.${name}.name`),
    meaning: t(`setting.${name}.meaning`),
    value,
    low,
    high,
    initial,
    onChange: (next) => onChange(name, whole ? Math.round(next) : next),
  });
}

/**
 * @param {string} what prefix of the keys of its words
 * @param {Record<string, Setting[]>} kinds
 * @param {string} owner makes the names of radio buttons unique
 * @param {(chosen: object) => void} onChange
 * @returns {{element: HTMLElement, show: (chosen: any) => void}}
 */
export function createVariant(what, kinds, owner, onChange) {
  /** @type {{kind: string}} */
  let current;
  const choice = create("div", { class: "segmented" }, ...Object.keys(kinds).map(radioOf));
  const mark = bindChoice(choice, (kind) =>
    choose({ kind, ...Object.fromEntries(kinds[kind].map((setting) => [setting.name, setting.default])) }),
  );
  const meaning = create("p", { class: "meaning" });
  const fields = createSettingFields((name, value) => choose({ ...current, [name]: value }));
  const legend = create("legend", {}, t(`${what}.label`));

  /** @param {string} kind */
  function radioOf(kind) {
    const radio = create("input", {
      type: "radio",
      name: `${what}-${owner}`,
      value: kind,
      "data-focus": `${what}-${kind}`,
    });
    return create(
      "label",
      { title: t(`${what}.${kind}.meaning`) },
      radio,
      create("span", {}, t(`${what}.${kind}.name`)),
    );
  }

  /** @param {{kind: string}} next */
  function choose(next) {
    show(next);
    onChange(next);
  }

  /** @param {{kind: string}} next */
  function show(next) {
    current = next;
    mark(next.kind);
    meaning.textContent = t(`${what}.${next.kind}.meaning`);
    fields.show(kinds[next.kind], next);
  }

  return { element: create("fieldset", { class: "variant" }, legend, choice, meaning, fields.element), show };
}
