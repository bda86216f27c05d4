/**
 * Colour bins, the same as on the server.
 * @module
 */

export const HUES = 36;
const LEVELS = 256;

/**
 * @typedef {object} ColorHistograms as `POST /api/features` answers
 * @property {{r: number[], g: number[], b: number[]}} rgb
 * @property {number[]} hue
 * @property {number} greys
 * @property {number[][][]} joint by red, green, blue
 */

/**
 * @param {number} red
 * @param {number} green
 * @param {number} blue
 * @returns {number} the bin on the colour circle, from 0; 0 for greys
 */
export function hueBin(red, green, blue) {
  const largest = Math.max(red, green, blue);
  const span = largest - Math.min(red, green, blue);
  if (span === 0) return 0;
  let sixths = 4 * span + red - green;
  if (largest === green) sixths = 2 * span + blue - red;
  if (largest === red) sixths = green - blue;
  if (sixths < 0) sixths += 6 * span;
  return Math.floor((sixths * HUES) / (6 * span));
}

/**
 * @param {number} hue part of the circle
 * @returns {string} a colour in the bin
 */
export function hueColour(hue) {
  return `hsl(${((hue + 0.5) * 360) / HUES} 75% 50%)`;
}

/**
 * Mark the pixels that fall into a bin.
 * @param {Uint8ClampedArray} data pixels of four bytes
 * @param {(red: number, green: number, blue: number) => boolean} belongs
 * @returns {Uint8Array} 1 for pixels in the bin
 */
export function pixelsOf(data, belongs) {
  const mask = new Uint8Array(data.length / 4);
  for (let pixel = 0; pixel < mask.length; pixel += 1) {
    mask[pixel] = belongs(data[4 * pixel], data[4 * pixel + 1], data[4 * pixel + 2]) ? 1 : 0;
  }
  return mask;
}

/**
 * @param {number} bins of each channel
 * @returns {(level: number) => number} the bin of an intensity level
 */
export function levelBin(bins) {
  return (level) => Math.floor((level * bins) / LEVELS);
}
