/**
 * A number to type.
 * @module
 */

import { formatSetting, parseNumber } from "../core/format.js";
import { t } from "../words.js";

/**
 * Make a text field of the page take numbers of a range.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} fault where to say what is allowed
 * @param {object} options
 * @param {string} options.name
 * @param {import("../core/projection.js").Range} options.range
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
    const typed = parseNumber(field.value);
    const allowed = typed !== null && typed >= range.low && typed <= range.high && (!whole || Number.isInteger(typed));
    if (allowed) {
      show(typed);
      onChange(typed);
      return;
    }
    field.ariaInvalid = "true";
    fault.textContent = t(whole ? "field.whole_out_of_range" : "field.out_of_range", {
      name,
      value: field.value.trim() || t("field.empty"),
      low: formatSetting(range.low),
      high: formatSetting(range.high, 16),
    });
  });
  return show;
}
