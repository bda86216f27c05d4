/**
 * The ground of the map: the tones of the loss, its contour lines with a few labels, and hatching where there is no
 * finite loss.
 * @module
 */

import { labelPlaces } from "../core/maps/contour-labels.js";
import { contourLines } from "../core/maps/contours.js";
import { formatSetting } from "../core/shared/format.js";
import { contourLevels, scaledLosses, unscaledLoss } from "../core/maps/loss-scale.js";
import { lightOf, mapPixels } from "../core/maps/map-pixels.js";
import { toPixel } from "../core/shared/projection.js";

/** @typedef {import("../core/landscapes/client.js").Landscape} Landscape */
/** @typedef {import("../core/maps/contours.js").Corner} Corner */
/** @typedef {import("../core/maps/loss-scale.js").LossScale} LossScale */
/** @typedef {import("../core/shared/projection.js").Size} Size */
/** @typedef {import("../core/shared/projection.js").View} View */
/** @typedef {import("./canvas.js").Layer} Layer */
/** @typedef {import("./palette.js").Palette} Palette */

/**
 * @typedef {object} Ground everything that the ground of a map shows
 * @property {Landscape} landscape its points reach from border to border of the view
 * @property {LossScale} lossScale
 * @property {View} view
 * @property {Palette} palette
 * @property {"lit" | "flat" | "none"} tones of the loss, with or without light on its slopes; a map of something else
 *   shows only its contours
 */

/**
 * @typedef {object} Contour
 * @property {number} loss
 * @property {Corner[][]} lines in pixels
 */

const LINE_WIDTH = 0.7;
const HOVERED_WIDTH = 1.8;
/** Opacity of the contour lines, on the lowest and on the highest tone. */
const OPACITY = { low: 0.5, high: 0.24 };
const LABEL_SIZE = 11;
const LABEL_HALO = 3;
const LABEL_DIGITS = 2;
const HATCHING = 8;

/** @typedef {{context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, size: Size}} Surface CSS pixels */

/**
 * Paint the ground over a whole surface, without labels.
 * @param {Surface} surface
 * @param {Ground} ground
 * @returns {Contour[]} what was drawn, from low to high loss
 */
export function paintGround({ context, size }, { landscape, lossScale, view, palette, tones }) {
  const grid = { x: landscape.x, y: landscape.y, values: scaledLosses(landscape.loss, lossScale) };
  const pixels = { width: Math.ceil(size.width), height: Math.ceil(size.height) };
  if (tones !== "none") {
    hatch(context, size, palette);
    const lightness = tones === "lit" ? lightOf(grid, lossScale.highest, pixels) : null;
    const colours = mapPixels(grid, lossScale.highest, palette.ramp, lightness, pixels);
    context.drawImage(imageOf(colours, pixels), 0, 0, size.width, size.height);
  }
  const levels = contourLevels(lossScale);
  const contours = levels.map((level) => ({
    loss: unscaledLoss(lossScale, level),
    lines: contourLines(grid, level).map((line) => line.map(([x, y]) => toPixel(view, size, x, y))),
  }));
  context.strokeStyle = palette.ink;
  context.lineWidth = LINE_WIDTH;
  contours.forEach(({ lines }, index) => {
    context.globalAlpha = OPACITY.low + (index / levels.length) * (OPACITY.high - OPACITY.low);
    context.stroke(shapeOf(lines));
  });
  context.globalAlpha = 1;
  return contours;
}

/**
 * Label a few of the contour lines with their loss.
 * @param {Layer} layer
 * @param {Contour[]} contours
 * @param {Palette} palette
 */
export function labelContours({ context, size }, contours, palette) {
  const places = labelPlaces(
    contours.map(({ lines }) => lines),
    size,
  );
  places.forEach((place, index) => place && drawLabel(context, labelOf(contours[index].loss), place, palette));
}

/**
 * Emphasise a contour line and label it next to the pointer.
 * @param {Layer} layer
 * @param {Contour} contour
 * @param {{px: number, py: number}} pointer
 * @param {Palette} palette
 */
export function emphasise({ context, size }, { loss, lines }, { px, py }, palette) {
  const shape = shapeOf(lines);
  context.lineJoin = "round";
  context.strokeStyle = palette.panel;
  context.lineWidth = HOVERED_WIDTH + 2;
  context.stroke(shape);
  context.strokeStyle = palette.ink;
  context.lineWidth = HOVERED_WIDTH;
  context.stroke(shape);
  const below = py < 2 * LABEL_SIZE ? 2 * LABEL_SIZE : -1.4 * LABEL_SIZE;
  const inside = Math.min(size.width - 3 * LABEL_SIZE, Math.max(3 * LABEL_SIZE, px));
  drawLabel(context, labelOf(loss), { px: inside, py: py + below, angle: 0 }, palette);
}

/**
 * @param {number} loss
 * @returns {string} for example `3.2`
 */
function labelOf(loss) {
  return formatSetting(loss, LABEL_DIGITS);
}

/**
 * @param {Uint8ClampedArray} pixels
 * @param {Size} size
 */
function imageOf(pixels, { width, height }) {
  const canvas = new OffscreenCanvas(width, height);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(width, height);
  image.data.set(pixels);
  context.putImageData(image, 0, 0);
  return canvas;
}

/**
 * @param {Surface["context"]} context
 * @param {Size} size
 * @param {Palette} palette
 */
function hatch(context, { width, height }, { sunk, rule }) {
  context.fillStyle = sunk;
  context.fillRect(0, 0, width, height);
  const lines = new Path2D();
  for (let at = -height; at < width; at += HATCHING * Math.SQRT2) {
    lines.moveTo(at, height);
    lines.lineTo(at + height, 0);
  }
  context.lineWidth = HATCHING / 2;
  context.strokeStyle = rule;
  context.stroke(lines);
}

/**
 * Lines rounded through the middles of their segments.
 * @param {Corner[][]} lines
 */
function shapeOf(lines) {
  const shape = new Path2D();
  for (const line of lines) {
    shape.moveTo(...line[0]);
    for (let at = 1; at + 1 < line.length; at += 1) {
      const [corner, next] = [line[at], line[at + 1]];
      shape.quadraticCurveTo(...corner, (corner[0] + next[0]) / 2, (corner[1] + next[1]) / 2);
    }
    shape.lineTo(...line[line.length - 1]);
  }
  return shape;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {import("../core/maps/contour-labels.js").LabelPlace} place
 * @param {Palette} palette
 */
function drawLabel(context, text, { px, py, angle }, { ink, panel }) {
  context.save();
  context.translate(px, py);
  context.rotate(angle);
  context.font = `${LABEL_SIZE}px ${getComputedStyle(context.canvas).fontFamily}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = LABEL_HALO;
  context.strokeStyle = panel;
  context.fillStyle = ink;
  context.strokeText(text, 0, 0);
  context.fillText(text, 0, 0);
  context.restore();
}
