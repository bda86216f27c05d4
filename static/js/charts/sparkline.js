/**
 * A small chart of a number that falls from step to step, with an axis that begins at 0.
 * @module
 */

import { squareContext } from "./canvas.js";

const SIDE = 220;
const MARGIN = 24;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} values at least one, none negative
 * @param {number} of how many values there will be in the end
 * @param {string} name of the number
 * @param {import("./palette.js").Palette} palette
 */
export function drawSparkline(canvas, values, of, name, palette) {
  const context = squareContext(canvas, SIDE);
  const inside = SIDE - 2 * MARGIN;
  const highest = Math.max(...values);
  const points = values.map((value, index) => ({
    x: MARGIN + (index / Math.max(1, of - 1)) * inside,
    y: MARGIN + (1 - value / highest) * inside,
  }));
  context.strokeStyle = palette.rule;
  context.strokeRect(0.5, 0.5, SIDE - 1, SIDE - 1);
  context.fillStyle = palette.muted;
  context.font = "12px system-ui, sans-serif";
  context.fillText(name, 8, 16);
  context.fillText("0", 8, MARGIN + inside + 4);
  context.strokeStyle = context.fillStyle = palette.ink;
  context.lineWidth = 1.6;
  context.beginPath();
  points.forEach(({ x, y }) => context.lineTo(x, y));
  context.stroke();
  for (const { x, y } of points) context.fillRect(x - 2.5, y - 2.5, 5, 5);
}
