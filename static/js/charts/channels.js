/**
 * Red, green and blue of a picture apart, and a mark on one of its pixels.
 * @module
 */

/** @typedef {{width: number, height: number, data: Uint8ClampedArray}} Pixels of four bytes, row by row */

const OPAQUE = 255;

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
 * A ring that is seen on any ground.
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
