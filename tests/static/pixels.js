/**
 * Colours of many pixels at once, for the tests in Python.
 * @module
 */

import { hueBin } from "../../static/js/core/features/colours.js";

/**
 * @param {[number, number, number][]} colours
 * @returns {number[]}
 */
export function hueBins(colours) {
  return colours.map(([red, green, blue]) => hueBin(red, green, blue));
}
