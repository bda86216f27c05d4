/**
 * Everything that is redrawn in each frame: minima, markers at fixed steps, the end of each path, and where a path left
 * the map.
 * @module
 */

import { markedSteps } from "../core/landscapes/decimation.js";
import { formatCount } from "../core/shared/format.js";
import { drawMarker, stampMarker } from "./marker-shapes.js";

/** @typedef {import("../core/landscapes/paths.js").Path} Path */
/** @typedef {import("./canvas.js").Layer} Layer */
/** @typedef {import("./trails.js").Project} Project */
/** @typedef {import("./trails.js").Trails} Trails */

/**
 * @typedef {object} MarkerOptions
 * @property {{x: number, y: number, loss: number}[]} minima
 * @property {boolean} stepMarkers
 * @property {Project} project
 * @property {import("./palette.js").Palette} palette
 */

const MARKER_DIAMETER = 10;
const STEP_MARKER_DIAMETER = 6;
const MINIMUM_REACH = 5;
const ARROW_LENGTH = 11;

/** Opacity of a marker that something hides. */
const HIDDEN_OPACITY = 0.4;

const pixel = new Float64Array(3);

/**
 * @param {Layer} layer
 * @param {Trails} trails drawn up to the same step
 * @param {Path[]} paths
 * @param {number} step
 * @param {MarkerOptions} options
 */
export function drawPathMarkers(layer, trails, paths, step, options) {
  layer.clear();
  drawMinima(layer, options);
  const order = trails.styles.map((_, index) => index).reverse();
  const stepMarkers = options.stepMarkers ? markedSteps(step) : [];
  for (const index of order)
    if (trails.styles[index].visible) drawStepMarkers(layer, trails, index, paths[index], stepMarkers, options);
  for (const index of order)
    if (trails.styles[index].visible) drawFront(layer, trails, index, paths[index], step, options);
}

/**
 * @param {Layer} layer
 * @param {MarkerOptions} options
 */
function drawMinima({ context }, { minima, project, palette }) {
  const plus = new Path2D();
  for (const { x, y, loss } of minima) {
    if (!project(x, y, loss, pixel)) continue;
    const [px, py] = pixel;
    plus.moveTo(px - MINIMUM_REACH, py);
    plus.lineTo(px + MINIMUM_REACH, py);
    plus.moveTo(px, py - MINIMUM_REACH);
    plus.lineTo(px, py + MINIMUM_REACH);
  }
  context.lineCap = "round";
  context.lineWidth = 4.5;
  context.strokeStyle = palette.panel;
  context.stroke(plus);
  context.lineWidth = 1.8;
  context.strokeStyle = palette.ink;
  context.stroke(plus);
}

/**
 * @param {Layer} layer
 * @param {Trails} trails
 * @param {number} index
 * @param {Path} path
 * @param {number[]} steps
 * @param {MarkerOptions} options
 */
function drawStepMarkers({ context, size }, trails, index, path, steps, { stepMarkers, project, palette }) {
  const style = trails.styles[index];
  const marked = style.kind === "search" ? trails.pens[index].improvements : steps;
  if (!stepMarkers) return;
  context.globalAlpha = style.opacity;
  for (const step of marked) {
    if (step > path.last || !project(path.x[step], path.y[step], path.loss[step], pixel)) continue;
    if (!within(size) || pixel[2] === 1) continue;
    stampMarker(context, style.marker, pixel[0], pixel[1], STEP_MARKER_DIAMETER, style.colour, palette.panel);
  }
  context.globalAlpha = 1;
}

/**
 * Draw the end of a path: its marker, or an arrow and the step where the path left the frame.
 * @param {Layer} layer
 * @param {Trails} trails
 * @param {number} index
 * @param {Path} path
 * @param {number} step
 * @param {MarkerOptions} options
 */
function drawFront({ context, size }, trails, index, path, step, { project, palette }) {
  const style = trails.styles[index];
  const { exit } = trails.pens[index];
  const last = Math.min(step, path.last);
  if (last < 0) return;
  context.globalAlpha = style.opacity;
  if (exit) {
    drawExit(context, size, exit, style.colour, palette.panel);
  } else if (project(path.x[last], path.y[last], path.loss[last], pixel) && within(size)) {
    if (pixel[2] === 1) context.globalAlpha = HIDDEN_OPACITY * style.opacity;
    drawMarker(context, style.marker, pixel[0], pixel[1], MARKER_DIAMETER, style.colour, palette.panel);
  }
  context.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("../core/shared/projection.js").Size} size
 * @param {import("./trails.js").Exit} exit
 * @param {string} colour
 * @param {string} casing
 */
function drawExit(context, size, { px, py, angle, step }, colour, casing) {
  const back = (/** @type {number} */ turn) => [
    px - ARROW_LENGTH * Math.cos(angle + turn),
    py - ARROW_LENGTH * Math.sin(angle + turn),
  ];
  const [leftX, leftY] = back(0.5);
  const [rightX, rightY] = back(-0.5);
  const arrow = new Path2D(`M${px},${py}L${leftX},${leftY}L${rightX},${rightY}Z`);
  const text = formatCount(step);
  context.font = "600 12px system-ui, sans-serif";
  const width = context.measureText(text).width;
  const textX = Math.min(size.width - width - 4, Math.max(4, px - 22 * Math.cos(angle) - width / 2));
  const textY = Math.min(size.height - 4, Math.max(13, py - 22 * Math.sin(angle) + 4));
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = casing;
  context.fillStyle = colour;
  context.stroke(arrow);
  context.fill(arrow);
  context.strokeText(text, textX, textY);
  context.fillText(text, textX, textY);
}

/** @param {import("../core/shared/projection.js").Size} size */
function within({ width, height }) {
  const [px, py] = pixel;
  return (
    px >= -MARKER_DIAMETER && py >= -MARKER_DIAMETER && px <= width + MARKER_DIAMETER && py <= height + MARKER_DIAMETER
  );
}
