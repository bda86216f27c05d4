/**
 * Controls that the readings build.
 * @module
 */

import { create } from "../../dom.js";

/**
 * A segmented control.
 * @param {string} name
 * @param {string} label
 * @param {string[][]} options value and text of each
 * @returns {HTMLElement}
 */
export function choice(name, label, options) {
  const group = create(
    "fieldset",
    { class: "segmented" },
    create("legend", { class: "unseen" }, label),
    ...options.map(([value, text]) => create("label", {}, create("input", { type: "radio", name, value }), create("span", {}, text))),
  );
  return create("div", { class: "knob" }, create("span", { "aria-hidden": "true" }, label), group);
}
