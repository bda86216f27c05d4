/**
 * A segmented control. It consists of radio buttons, so that arrow keys and labels work natively.
 * @module
 */

import { create } from "../document/dom.js";

/**
 * @param {string} name unique on the page
 * @param {string} label
 * @param {string[][]} options value and text of each of each
 * @returns {HTMLElement}
 */
export function createChoice(name, label, options) {
  const group = create(
    "fieldset",
    { class: "segmented" },
    create("legend", { class: "unseen" }, label),
    ...options.map(([value, text]) =>
      create("label", {}, create("input", { type: "radio", name, value }), create("span", {}, text)),
    ),
  );
  return create("div", { class: "knob" }, create("span", { "aria-hidden": "true" }, label), group);
}

/**
 * @param {HTMLElement} group with the radio buttons in it
 * @param {(value: string) => void} onChange
 * @returns {(value: string) => void} shows a value that was chosen elsewhere
 */
export function bindChoice(group, onChange) {
  const radios = /** @type {NodeListOf<HTMLInputElement>} */ (group.querySelectorAll("input[type=radio]"));
  group.addEventListener("change", ({ target }) => onChange(/** @type {HTMLInputElement} */ (target).value));
  return (value) => {
    for (const radio of radios) radio.checked = radio.value === value;
  };
}
