/**
 * Formats and parses numbers as people read and write them.
 * @module
 */

const SIGNIFICANT_DIGITS = 4;
const SMALLEST_PLAIN = 1e-3;
const LARGEST_PLAIN = 1e6;
/** From here on four digits are no longer enough. */
const ROUNDS_TO_FIVE_DIGITS = 9999.5;

/**
 * Format a measured number: with four digits, as a whole number with thousands separated where it is larger, or with
 * one decimal and an exponent where plain notation would be long.
 * @param {number} value finite or not
 * @returns {string} for example `0.007812`, `12,346`, `1.6e-12`, `–` for a number that is not finite
 */
export function formatMeasure(value) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN) return minus(value.toExponential(1).replace("e+", "e"));
  return minus(size >= ROUNDS_TO_FIVE_DIGITS ? formatCount(Math.round(value)) : value.toPrecision(SIGNIFICANT_DIGITS));
}

/**
 * Format a chosen number (a setting, a coordinate): as short as possible, to `digits` significant digits.
 * @param {number} value finite
 * @param {number} [digits]
 * @returns {string} for example `0.01`, `1e-5`
 */
export function formatSetting(value, digits = 6) {
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size !== 0 && (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN)) {
    return minus(rounded.toExponential().replace("e+", "e"));
  }
  return minus(String(rounded));
}

/**
 * Format a count with separated thousands.
 * @param {number} value a whole number
 * @returns {string} for example `1,200`
 */
export function formatCount(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * Format a share as a percentage.
 * @param {number} share from 0 to 1
 * @returns {string} for example `14.3 %`
 */
export function formatShare(share) {
  return `${(100 * share).toFixed(1)} %`;
}

/**
 * Parse a number in a part of an address, as programs write numbers.
 * @param {string} text for example `1e-3`, `.5`, `−2`
 * @returns {number | null} null where the text is no finite number
 */
export function parseNumber(text) {
  const trimmed = text.trim().replace("−", "-");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : null;
}

/**
 * Parse a whole number in a part of an address; a larger one than allowed becomes the maximum.
 * @param {string | undefined} text
 * @param {import("./projection.js").Range} range
 * @returns {number | null} null if it is not a whole number or is too small
 */
export function wholeUpTo(text, { low, high }) {
  const value = parseNumber(text ?? "");
  return value !== null && Number.isInteger(value) && value >= low ? Math.min(value, high) : null;
}

/** @param {string} text */
function minus(text) {
  return text.replace(/^-/, "−");
}

/**
 * @param {string | undefined} text
 * @param {import("./projection.js").Range} range
 * @returns {number | null} null if it is not a number in the range
 */
export function inRange(text, { low, high }) {
  const value = parseNumber(text ?? "");
  return value !== null && value >= low && value <= high ? value : null;
}
