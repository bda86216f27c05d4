/**
 * Veils over a picture that leave out what is meant.
 * @module
 */

/** @typedef {import("./hog-glyphs.js").Drawing} Drawing */
/** @typedef {import("./palette.js").Palette} Palette */

const OVER_PIXELS = 0.86;
const OVER_PATCHES = 0.8;
/** Beyond so many, frames would cover what they frame. */
const FRAMED = 120;

/**
 * A veil over all pixels but those of a mask.
 * @param {Uint8Array} mask
 * @param {{width: number, height: number}} size
 * @param {string} colour
 * @returns {HTMLCanvasElement} a pixel for each of the picture
 */
export function veilOverPixels(mask, { width, height }, colour) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.globalAlpha = OVER_PIXELS;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  const veil = context.getImageData(0, 0, width, height);
  mask.forEach((lit, pixel) => lit && (veil.data[4 * pixel + 3] = 0));
  context.putImageData(veil, 0, 0);
  return canvas;
}

/**
 * Draw a veil over all but some squares, which are framed if they are few.
 * @param {Drawing} drawing
 * @param {{x: number, y: number, side: number}[]} squares in pixels of the picture
 * @param {Palette} palette
 */
export function veilAroundPatches({ context, scale, size }, squares, palette) {
  context.globalAlpha = OVER_PATCHES;
  context.fillStyle = palette.panel;
  context.fillRect(0, 0, size.width, size.height);
  context.globalAlpha = 1;
  for (const { x, y, side } of squares) context.clearRect(scale * x, scale * y, scale * side, scale * side);
  if (squares.length > FRAMED) return;
  context.strokeStyle = palette.accent;
  context.lineWidth = 1;
  for (const { x, y, side } of squares) context.strokeRect(scale * x, scale * y, scale * side, scale * side);
}
