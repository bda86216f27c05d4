/**
 * Weights and examples as images on canvases.
 * @module
 */

import { signedShare, weightColour } from "../core/classifiers/drawings.js";
import { edgeDirection } from "../core/features/hog.js";
import { hueColour } from "../core/features/colours.js";
import { create } from "../document/dom.js";

/** @typedef {import("./palette.js").Palette} Palette */

const GLYPH_CELL = 16;
/** The colours of large positive and large negative weights; a weight of 0 has the colour of the panel. */
const SIGNED = {
  light: { positive: [176, 74, 0], negative: [45, 74, 249] },
  dark: { positive: [255, 162, 87], negative: [119, 148, 225] },
};

/**
 * Draw an image, grey or in colour.
 * @param {number[][][]} image height, width, channels
 * @returns {HTMLCanvasElement}
 */
export function exampleCanvas(image) {
  return pixelCanvas(image, (channels) => (channels.length === 1 ? [channels[0], channels[0], channels[0]] : channels));
}

/**
 * Draw a filter. With one channel, positive weights have one colour and negative ones another; with three, the filter
 * is a colour image.
 * @param {number[][][]} filter levels, 128 for a weight of 0
 * @param {Palette} palette
 */
export function filterCanvas(filter, palette) {
  const panel = rgbOf(palette.panel);
  return pixelCanvas(filter, (channels) =>
    channels.length > 1 ? channels : weightColour(channels[0], panel, SIGNED[palette.theme]),
  );
}

/**
 * Draw the positive weights of HOG cells as strokes along the edges that they respond to.
 * @param {number[][][]} cells rows, columns, orientations; levels, 128 for a weight of 0
 * @param {Palette} palette
 */
export function glyphCanvas(cells, palette) {
  const ratio = window.devicePixelRatio;
  const canvas = create("canvas", {
    width: cells[0].length * GLYPH_CELL * ratio,
    height: cells.length * GLYPH_CELL * ratio,
  });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(ratio, ratio);
  context.strokeStyle = palette.ink;
  context.lineWidth = 1.5;
  cells.forEach((row, top) =>
    row.forEach((bins, left) =>
      bins.forEach((level, bin) => {
        const half = Math.max(0, signedShare(level)) * (GLYPH_CELL / 2);
        const { dx, dy } = edgeDirection(bin, bins.length);
        const [x, y] = [(left + 0.5) * GLYPH_CELL, (top + 0.5) * GLYPH_CELL];
        context.beginPath();
        context.moveTo(x - half * dx, y - half * dy);
        context.lineTo(x + half * dx, y + half * dy);
        context.stroke();
      }),
    ),
  );
  return canvas;
}

/**
 * Draw the weights of hues as bars, upwards for positive and downwards for negative ones.
 * @param {number[]} hues levels, 128 for a weight of 0
 */
export function hueCanvas(hues) {
  const [width, height] = [4 * hues.length, 64];
  const canvas = create("canvas", { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  hues.forEach((level, hue) => {
    context.fillStyle = hueColour(hue);
    context.fillRect(4 * hue, height / 2, 3, -signedShare(level) * (height / 2));
  });
  return canvas;
}

/**
 * @param {number[][][]} image
 * @param {(channels: number[]) => number[]} colour
 */
function pixelCanvas(image, colour) {
  const canvas = create("canvas", { width: image[0].length, height: image.length, class: "pixels" });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const pixels = context.createImageData(canvas.width, canvas.height);
  image.flat().forEach((channels, index) => pixels.data.set([...colour(channels), 255], 4 * index));
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/** @param {string} hex */
function rgbOf(hex) {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
