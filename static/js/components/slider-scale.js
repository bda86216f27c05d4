/**
 * How the numbers of a setting are spread along a slider.
 * @module
 */

/** @typedef {import("../core/shared/projection.js").Range} Range */

/**
 * @typedef {object} SliderScale
 * @property {(value: number) => number} toPosition
 * @property {(position: number) => number} fromPosition
 * @property {number} low position
 * @property {number} high position
 * @property {number} notch positions that an arrow key moves
 * @property {number} page positions that PageUp and PageDown move
 */

const LOG_SPAN = 1000;
const NOTCHES_PER_DECADE = 10;
const LINEAR_NOTCHES = 100;

/**
 * Logarithmic over many decades, logarithmic towards 1 for a share such as momentum, else linear.
 * @param {Range} range
 * @returns {SliderScale}
 */
export function scaleFor({ low, high }) {
  if (low > 0 && high / low >= LOG_SPAN) {
    return logarithmic(Math.log10(low), Math.log10(high), Math.log10, (position) => 10 ** position);
  }
  if (low === 0 && high < 1 && high > 0.99) {
    const nines = (/** @type {number} */ value) => -Math.log10(1 - value);
    return logarithmic(0, nines(high), nines, (position) => 1 - 10 ** -position);
  }
  const notch = (high - low) / LINEAR_NOTCHES;
  return { toPosition: Number, fromPosition: Number, low, high, notch, page: 10 * notch };
}

/**
 * @param {number} low
 * @param {number} high
 * @param {(value: number) => number} toPosition
 * @param {(position: number) => number} fromPosition
 * @returns {SliderScale}
 */
function logarithmic(low, high, toPosition, fromPosition) {
  return { toPosition, fromPosition, low, high, notch: 1 / NOTCHES_PER_DECADE, page: 1 };
}
