/**
 * The part of a picture's pixel vector that is shown number by number (S8).
 * @module
 */

/**
 * @param {number} pixel pixel to show, in the middle if possible
 * @param {number} count count of pixels in the picture
 * @param {number} shown pixels to show
 * @returns {number} the first one shown
 */
export function windowAround(pixel, count, shown) {
  return Math.max(0, Math.min(count - shown, pixel - Math.floor(shown / 2)));
}

/**
 * @typedef {object} Entry a number of the vector
 * @property {number} pixel pixel it belongs to
 * @property {number} channel 0 for red, 1 for green, 2 for blue
 * @property {number} value
 */

/**
 * @param {Uint8ClampedArray} data pixels of four bytes
 * @param {number} first pixel
 * @param {number} shown
 * @returns {Entry[]} three for each pixel, and fewer at the end of the picture
 */
export function entriesFrom(data, first, shown) {
  return Array.from({ length: 3 * Math.min(shown, data.length / 4 - first) }, (_, index) => {
    const [pixel, channel] = [first + Math.floor(index / 3), index % 3];
    return { pixel, channel, value: data[4 * pixel + channel] };
  });
}
