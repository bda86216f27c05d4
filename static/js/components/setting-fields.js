/**
 * A slider for each of some settings.
 * @module
 */

import { create } from "../dom.js";
import { t } from "../words.js";
import { createSliderField } from "./slider-field.js";

/** @typedef {import("../core/shared/optimizers.js").Setting} Setting */

/**
 * @param {(name: string, value: number) => void} onChange
 * @returns {{element: HTMLElement, show: (settings: Setting[], values: any) => void}} `show` leaves alone what is being typed
 */
export function createSettingFields(onChange) {
  const element = create("div", { class: "setting-fields" });
  /** @type {Map<string, ReturnType<typeof createSliderField>>} */
  let fields = new Map();
  return {
    element,
    show(settings, values) {
      if (settings.map(({ name }) => name).join() === [...fields.keys()].join()) {
        for (const [name, field] of fields) field.takeUp(values[name]);
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
