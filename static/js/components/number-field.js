/**
 * A number to type.
 * @module
 */

import { formatSetting } from "../core/shared/format.js";
import { readTyped } from "./typed-number.js";

/**
 * Make a text field of the page take numbers of a range.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} fault where to say what is allowed
 * @param {object} options
 * @param {string} options.name
 * @param {() => import("../core/shared/projection.js").Range} options.range that is allowed now
 * @param {boolean} options.whole
 * @param {(value: number) => void} options.onChange
 * @returns {(value: number) => void} shows a value chosen elsewhere
 */
export function bindNumberField(field, fault, { name, range, whole, onChange }) {
  const show = (/** @type {number} */ value) => {
    field.value = formatSetting(value, 16);
    field.ariaInvalid = null;
    fault.textContent = "";
  };
  field.addEventListener("change", () => {
    const typed = readTyped(field.value, { name, range: range(), whole });
    if (typed.value !== null) {
      show(typed.value);
      onChange(typed.value);
      return;
    }
    field.ariaInvalid = "true";
    fault.textContent = typed.fault;
  });
  return show;
}
