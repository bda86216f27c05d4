/**
 * A field to type a number into, and how its text is read.
 * @module
 */

import { quotable } from "../core/shared/characters.js";
import { formatCount, formatSetting } from "../core/shared/format.js";
import { meaningOf } from "../core/shared/typed-numbers.js";
import { create } from "../document/dom.js";
import { t } from "../document/words.js";

/** @typedef {import("../core/shared/typed-numbers.js").Allowed & {name: string}} NamedAllowed together with the name of the field */

const DIGITS = 16;
/** From here on whole numbers are written with their thousands apart, not with an exponent. */
const MANY = 1e6;

/**
 * Let a text field of the page accept the numbers of a range.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} fault element for the sentences of several fields, of which each says what is allowed
 * @param {object} options
 * @param {string} options.name
 * @param {() => import("../core/shared/projection.js").Range} options.range the numbers that are allowed at the moment
 * @param {boolean} options.whole
 * @param {(value: number) => void} options.onChange
 * @returns {(value: number) => void} shows a value that was chosen elsewhere
 */
export function bindNumberField(field, fault, { name, range, whole, onChange }) {
  const sentence = create("span", { class: "sentence" });
  const show = (/** @type {number} */ value) => {
    field.value = formatSetting(value, 16);
    field.ariaInvalid = null;
    sentence.remove();
  };
  field.addEventListener("change", () => {
    const typed = readTyped(field.value, { name, range: range(), whole });
    if (typed.value !== null) {
      show(typed.value);
      onChange(typed.value);
      return;
    }
    field.ariaInvalid = "true";
    sentence.textContent = typed.fault;
    fault.append(sentence);
  });
  return show;
}

/**
 * @param {string} text
 * @param {NamedAllowed} allowed
 * @returns {{value: number, fault: null} | {value: null, fault: string}} the number, or a sentence that says what is allowed
 */
export function readTyped(text, { name, range, whole = false }) {
  const { value, offers } = meaningOf(text, { range, whole });
  if (value !== null) return { value, fault: null };
  const named = { name, value: quotable(text.trim()) || t("field.empty") };
  const [first, second] = offers.map((offer) => formatSetting(offer, DIGITS));
  if (second !== undefined) {
    return { value, fault: t("field.ambiguous", { ...named, decimals: first, thousands: second }) };
  }
  if (first !== undefined) return { value, fault: t("field.misreadable", { ...named, allowed: first }) };
  const key = whole ? "field.whole_out_of_range" : "field.out_of_range";
  return { value, fault: t(key, { ...named, low: formatLimit(range.low), high: formatLimit(range.high) }) };
}

/** @param {number} limit */
function formatLimit(limit) {
  return Number.isSafeInteger(limit) && limit >= MANY ? formatCount(limit) : formatSetting(limit, DIGITS);
}
