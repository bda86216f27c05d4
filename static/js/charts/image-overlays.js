/**
 * What is drawn over a picture or taken from it: HOG glyphs, masks, single colour channels.
 * @module
 */

/** @typedef {import("../core/features/hog.js").Stroke} Stroke */
/** @typedef {{context: CanvasRenderingContext2D, scale: number, size: {width: number, height: number}}} Drawing in screen pixels, `scale` of them for each of the picture */

const FADING = 0.82;
const LEVELS = [0.25, 0.5, 0.75, 1];

/** @typedef {{width: number, height: number, data: Uint8ClampedArray}} Pixels of four bytes, row by row */
/** @typedef {import("./palette.js").Palette} Palette */

const OPAQUE = 255;
const PIXEL_MASK_OPACITY = 0.86;
const PATCH_MASK_OPACITY = 0.8;
/** The maximum number of squares that are framed; more frames would hide their content. */
const FRAMED = 120;

/**
 * Fade the picture and draw the strokes over it, heavier ones darker.
 * @param {Drawing} drawing
 * @param {Stroke[]} strokes
 * @param {number} cell side in pixels of the picture
 * @param {import("./palette.js").Palette} palette
 */
export function drawGlyphs({ context, scale, size }, strokes, cell, palette) {
  context.globalAlpha = FADING;
  context.fillStyle = palette.panel;
  context.fillRect(0, 0, size.width, size.height);
  context.strokeStyle = palette.ink;
  context.lineCap = "round";
  context.lineWidth = Math.max(0.8, Math.min(2.4, (cell * scale) / 6));
  for (const level of LEVELS) {
    context.globalAlpha = 0.25 + 0.75 * level;
    context.beginPath();
    for (const { x1, y1, x2, y2, weight } of strokes) {
      if (weight > level || weight <= level - 0.25) continue;
      context.moveTo(scale * x1, scale * y1);
      context.lineTo(scale * x2, scale * y2);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

/**
 * @param {HTMLCanvasElement} canvas takes the picture's size
 * @param {Pixels} pixels
 * @param {number} channel 0 for red, 1 for green, 2 for blue
 */
export function drawChannel(canvas, { width, height, data }, channel) {
  Object.assign(canvas, { width, height });
  const pixels = new ImageData(width, height);
  for (let at = 0; at < data.length; at += 4) {
    pixels.data[at + channel] = data[at + channel];
    pixels.data[at + 3] = OPAQUE;
  }
  canvas.getContext("2d")?.putImageData(pixels, 0, 0);
}

/**
 * Draw a ring that is visible on any background.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 */
export function drawRing(context, x, y) {
  for (const [colour, width] of /** @type {[string, number][]} */ ([
    ["#000", 3],
    ["#fff", 1.5],
  ])) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.arc(x, y, 7, 0, 2 * Math.PI);
    context.stroke();
  }
}

/**
 * Cover all pixels but those of a mask.
 * @param {Uint8Array} mask
 * @param {{width: number, height: number}} size
 * @param {string} colour
 * @returns {HTMLCanvasElement} as many pixels as the picture
 */
export function maskPixels(mask, { width, height }, colour) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.globalAlpha = PIXEL_MASK_OPACITY;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  const image = context.getImageData(0, 0, width, height);
  mask.forEach((lit, pixel) => lit && (image.data[4 * pixel + 3] = 0));
  context.putImageData(image, 0, 0);
  return canvas;
}

/**
 * Cover everything but some squares, which are framed if they are few.
 * @param {Drawing} drawing
 * @param {{x: number, y: number, side: number}[]} squares in pixels of the picture
 * @param {Palette} palette
 */
export function maskAroundSquares({ context, scale, size }, squares, palette) {
  context.globalAlpha = PATCH_MASK_OPACITY;
  context.fillStyle = palette.panel;
  context.fillRect(0, 0, size.width, size.height);
  context.globalAlpha = 1;
  for (const { x, y, side } of squares) context.clearRect(scale * x, scale * y, scale * side, scale * side);
  if (squares.length > FRAMED) return;
  context.strokeStyle = palette.accent;
  context.lineWidth = 1;
  for (const { x, y, side } of squares) context.strokeRect(scale * x, scale * y, scale * side, scale * side);
}
