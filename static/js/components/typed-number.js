/**
 * What a visitor typed into a field for a number, or what is wrong with it in words.
 * @module
 */

import { quotable } from "../core/characters.js";
import { formatSetting } from "../core/format.js";
import { readingsOf } from "../core/typed-numbers.js";
import { t } from "../words.js";

const DIGITS = 16;

/**
 * @typedef {object} Allowed
 * @property {string} name of the field
 * @property {import("../core/projection.js").Range} range
 * @property {boolean} [whole] whether it takes whole numbers only
 */

/**
 * @param {string} text
 * @param {Allowed} allowed
 * @returns {{value: number, fault: null} | {value: null, fault: string}} a sentence that says what is allowed
 */
export function readTyped(text, { name, range: { low, high }, whole = false }) {
  const [value, other] = readingsOf(text);
  const shown = quotable(text.trim()) || t("field.empty");
  if (other !== undefined) {
    const [decimals, thousands] = [value, other].map((reading) => formatSetting(reading, DIGITS));
    return { value: null, fault: t("field.ambiguous", { name, value: shown, decimals, thousands }) };
  }
  if (value >= low && value <= high && (!whole || Number.isInteger(value))) return { value, fault: null };
  const key = whole ? "field.whole_out_of_range" : "field.out_of_range";
  return { value: null, fault: t(key, { name, value: shown, low: formatSetting(low), high: formatSetting(high, DIGITS) }) };
}
