/**
 * What a visitor typed into a field for a number, or what is wrong with it in words.
 * @module
 */

import { quotable } from "../core/shared/characters.js";
import { formatSetting } from "../core/shared/format.js";
import { meaningOf } from "../core/shared/typed-numbers.js";
import { t } from "../words.js";

const DIGITS = 16;

/** @typedef {import("../core/shared/typed-numbers.js").Allowed & {name: string}} NamedAllowed with the name of the field */

/**
 * @param {string} text
 * @param {NamedAllowed} allowed
 * @returns {{value: number, fault: null} | {value: null, fault: string}} a sentence that says what is allowed
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
  return { value, fault: t(key, { ...named, low: formatSetting(range.low), high: formatSetting(range.high, DIGITS) }) };
}
