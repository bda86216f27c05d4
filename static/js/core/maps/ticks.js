/**
 * Round numbers along an axis.
 * @module
 */

const STEPS = [1, 2, 5, 10];

/**
 * @param {number} low
 * @param {number} high larger than `low`
 * @param {number} max how many ticks there may be, two or more
 * @returns {number[]} multiples of 1, 2 or 5 times a power of ten within the range
 */
export function ticksWithin(low, high, max) {
  const rough = (high - low) / max;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * /** @type {number} */ (STEPS.find((factor) => factor * power >= rough * (1 - 1e-9)));
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
