/**
 * The part of the vector of a picture that is shown number by number (S8).
 * @module
 */

/**
 * @param {number} pixel that is to be seen, in the middle if it can be
 * @param {number} count of pixels that there are
 * @param {number} shown of them
 * @returns {number} the first one shown
 */
export function windowAround(pixel, count, shown) {
  return Math.max(0, Math.min(count - shown, pixel - Math.floor(shown / 2)));
}

/**
 * @typedef {object} Entry a number of the vector
 * @property {number} pixel it belongs to
 * @property {number} channel 0 for red, 1 for green, 2 for blue
 * @property {number} value
 */

/**
 * @param {Uint8ClampedArray} data pixels of four bytes
 * @param {number} first pixel
 * @param {number} shown
 * @returns {Entry[]} three for each pixel, fewer where the picture ends
 */
export function entriesFrom(data, first, shown) {
  return Array.from({ length: 3 * Math.min(shown, data.length / 4 - first) }, (_, index) => {
    const [pixel, channel] = [first + Math.floor(index / 3), index % 3];
    return { pixel, channel, value: data[4 * pixel + channel] };
  });
}
