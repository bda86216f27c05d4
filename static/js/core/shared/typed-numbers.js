/**
 * Numbers as people type and paste them: with a decimal point or comma, thousands separators, and any minus sign.
 * @module
 */

import { narrowed } from "./characters.js";

const EDGES = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;
const BLANK = /\p{Zs}/gu;
const MINUS = /[\u2010-\u2013\u2212\ufe63]/g;
const NUMBER = /^([+-]?) ?([\d., ]*\d[\d., ]*)((?:e[+-]?\d+)?)$/i;
const DIGITS = /^\d*$/;
const SEPARATORS = [
  { decimal: ".", grouped: /^[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)$/ },
  { decimal: ",", grouped: /^[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)$/ },
];
/** How pages write numbers: with a decimal point, and without a 0 at the end. */
const WRITTEN_AS_HERE = /^\d+\.\d*[1-9]$/;

/**
 * All numbers that a typed text can mean.
 *
 * There are two if a separator may be one of decimals or of thousands: a comma before three digits (`1,250`), or
 * a point before three digits of which the last is 0 (`1.000`). Any other point separates decimals, as in all numbers
 * of the pages.
 * @param {string} text for example `1e-3`, `.5`, `−2`, `0,01`, `1 000`, `1.234,5`
 * @returns {number[]} none, one or two finite numbers; of two, the first reads the separator as a decimal one
 */
export function readingsOf(text) {
  const plain = narrowed(text).replace(EDGES, "").replace(BLANK, " ").replace(MINUS, "-");
  const [, sign, digits, exponent] = NUMBER.exec(plain) ?? ["", "", "", ""];
  const readings = SEPARATORS.flatMap(({ decimal, grouped }) => {
    const [whole, fraction = "", ...rest] = digits.split(decimal);
    const isGrouped = exponent === "" && grouped.test(whole);
    if (digits === "" || !(isGrouped || DIGITS.test(whole)) || !DIGITS.test(fraction) || rest.length > 0) return [];
    const value = Number(`${sign}${whole.replace(/\D/g, "")}.${fraction}${exponent}`);
    return Number.isFinite(value) ? [{ value, isGrouped }] : [];
  });
  const [decimals, thousands] = [false, true].map((wanted) => readings.filter(({ isGrouped }) => isGrouped === wanted));
  const all = WRITTEN_AS_HERE.test(digits) ? decimals : [...decimals, ...thousands];
  return [...new Set(all.map(({ value }) => value))];
}

/**
 * @typedef {object} Allowed
 * @property {import("./projection.js").Range} range
 * @property {boolean} [whole] whether only whole numbers are allowed
 */

/**
 * The meaning of a typed text if only some numbers are allowed.
 * @param {string} text
 * @param {Allowed} allowed
 * @returns {{value: number, offers: []} | {value: null, offers: number[]}} the number if there is one way to read the text
 *   and it is allowed, else the allowed readings, of which one should be typed so that it can be read in one way
 */
export function meaningOf(text, { range: { low, high }, whole = false }) {
  const readings = readingsOf(text);
  const allowed = readings.filter((value) => value >= low && value <= high && (!whole || Number.isInteger(value)));
  const isClear = readings.length === 1 && allowed.length === 1;
  return isClear ? { value: allowed[0], offers: [] } : { value: null, offers: allowed };
}
