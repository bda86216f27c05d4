/**
 * Gradients of minibatches as a cloud of points around the full gradient, in units of its length.
 * @module
 */

import { squareContext } from "./canvas.js";

/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {{along: number[], across: number[]}} Cloud */

const MIN_REACH = 1.6;
const MARGIN = 1.1;
/** Dots are faint so that they do not hide the arrow, which is short where the noise is large. */
const FAINT = 0.45;
const HEAD = 10;
const CASING = 2;

/**
 * @param {Cloud[]} clouds
 * @returns {number} the largest coordinate, which the axes must reach to show all of them
 */
export function reachOf(clouds) {
  return MARGIN * Math.max(MIN_REACH, ...clouds.flatMap(({ along, across }) => [...along, ...across].map(Math.abs)));
}

/**
 * @param {HTMLCanvasElement} canvas square
 * @param {Cloud} cloud
 * @param {number} reach of the axes
 * @param {Palette} palette
 * @param {string} colour of the dots
 */
export function drawCloud(canvas, { along, across }, reach, palette, colour) {
  const { clientWidth: side } = canvas;
  const context = squareContext(canvas, side);
  const place = (/** @type {number} */ value) => side / 2 + (value / reach) * (side / 2);
  context.strokeStyle = palette.rule;
  context.strokeRect(0.5, 0.5, side - 1, side - 1);
  context.beginPath();
  context.moveTo(0, place(0));
  context.lineTo(side, place(0));
  context.moveTo(place(0), 0);
  context.lineTo(place(0), side);
  context.stroke();
  context.globalAlpha = FAINT;
  context.fillStyle = colour;
  along.forEach((value, index) => {
    context.beginPath();
    context.arc(place(value), place(-across[index]), 3, 0, 2 * Math.PI);
    context.fill();
  });
  context.globalAlpha = 1;
  arrow(context, [place(0), place(0)], [place(1), place(0)], palette);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[number, number]} from
 * @param {[number, number]} to a point to the right of it
 * @param {Palette} palette
 */
function arrow(context, [x1, y1], [x2, y2], { ink, panel }) {
  const neck = Math.max(x1, x2 - HEAD);
  const shape = new Path2D();
  shape.rect(x1, y1 - 1.25, neck - x1, 2.5);
  shape.moveTo(x2, y2);
  shape.lineTo(neck, y2 - HEAD / 2);
  shape.lineTo(neck, y2 + HEAD / 2);
  shape.closePath();
  context.strokeStyle = panel;
  context.lineWidth = 2 * CASING;
  context.stroke(shape);
  context.fillStyle = ink;
  context.fill(shape);
}
