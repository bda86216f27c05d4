/**
 * Changes of a picture that show what a feature keeps and what it ignores.
 * @module
 */

/** @typedef {import("./state.js").Change} Change */

const OPAQUE = 255;
const SHUFFLE_SEED = 1;
const SHARES = { red: 0.299, green: 0.587, blue: 0.114 };

/**
 * @param {Uint8ClampedArray} data pixels of four bytes: red, green, blue, opaque
 * @param {Change} change
 * @returns {Uint8ClampedArray<ArrayBuffer>} changed pixels
 */
export function changed(data, change) {
  const result = new Uint8ClampedArray(data);
  if (change === "half") for (let at = 0; at < data.length; at += 1) result[at] = at % 4 === 3 ? OPAQUE : data[at] >> 1;
  if (change === "grey") makeGrey(result);
  if (change === "shuffled") shuffle(new Uint32Array(result.buffer));
  return result;
}

/** @param {Uint8ClampedArray} data */
function makeGrey(data) {
  for (let at = 0; at < data.length; at += 4) {
    data.fill(SHARES.red * data[at] + SHARES.green * data[at + 1] + SHARES.blue * data[at + 2], at, at + 3);
  }
}

/**
 * Shuffle the pixels (Fisher and Yates), in the same way each time.
 * @param {Uint32Array} pixels
 */
function shuffle(pixels) {
  let state = SHUFFLE_SEED;
  for (let last = pixels.length - 1; last > 0; last -= 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = (state >>> 0) % (last + 1);
    const pixel = pixels[last];
    pixels[last] = pixels[other];
    pixels[other] = pixel;
  }
}
