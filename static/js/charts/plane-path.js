/**
 * The path of a training on a plane through the weights. Points fade where they are far from the plane.
 * @module
 */

import { formatCount, formatMeasure } from "../core/shared/format.js";
import { t } from "../document/words.js";

/** @typedef {import("../core/classifiers/client.js").PlanePath} PlanePath */

const MIN_OPACITY = 0.15;
const SIZE = 8;
const SMALL = 4.5;
const LINE_WIDTH = 1.6;
const CASING_WIDTH = 4.6;
const CASING_OPACITY = 0.9;
const OUTLINE_WIDTH = 0.6;

/**
 * @param {PlanePath} path
 * @param {{colour: string, casing: string}} colours
 * @returns {object[]} traces of Plotly
 */
export function pathOnMap({ step, x, y, loss, plane_loss, residual }, { colour, casing }) {
  const texts = step.map((one, index) => hoverText(one, loss[index], plane_loss[index], residual[index]));
  return [
    {
      type: "scatter",
      mode: "lines",
      x,
      y,
      hoverinfo: "skip",
      line: { color: casing, width: CASING_WIDTH },
      opacity: CASING_OPACITY,
    },
    { type: "scatter", mode: "lines", x, y, hoverinfo: "skip", line: { color: colour, width: LINE_WIDTH } },
    {
      type: "scatter",
      mode: "markers",
      x,
      y,
      text: texts,
      hoverinfo: "text",
      marker: {
        color: colour,
        size: sizes(step),
        opacity: nearness(residual),
        line: { width: OUTLINE_WIDTH, color: casing },
      },
    },
  ];
}

/**
 * Draw the path on the relief at its true loss, so that it leaves the surface where it is far from the plane.
 * @param {CanvasRenderingContext2D} context
 * @param {import("./trails.js").Project} project
 * @param {PlanePath} path
 * @param {{colour: string, casing: string}} colours
 */
export function drawPathOnRelief(context, project, { step, x, y, loss }, { colour, casing }) {
  const pixel = new Float64Array(3);
  const line = new Path2D();
  const points = new Path2D();
  step.forEach((_, index) => {
    if (!project(x[index], y[index], loss[index] ?? NaN, pixel)) return;
    const [px, py] = pixel;
    line.lineTo(px, py);
    const radius = index === step.length - 1 ? SIZE / 2 + 1.5 : SMALL / 2 + 0.5;
    points.moveTo(px + radius, py);
    points.arc(px, py, radius, 0, 2 * Math.PI);
  });
  context.lineJoin = "round";
  for (const [width, style] of /** @type {const} */ ([
    [CASING_WIDTH, casing],
    [LINE_WIDTH, colour],
  ])) {
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke(line);
  }
  context.fillStyle = colour;
  context.fill(points);
}

/**
 * @param {number} step
 * @param {number | null} loss
 * @param {number | null} planeLoss
 * @param {number} residual
 */
function hoverText(step, loss, planeLoss, residual) {
  const measure = (/** @type {number | null} */ value) => formatMeasure(value ?? Number.NaN);
  return t("plane.point", {
    step: formatCount(step),
    loss: measure(loss),
    plane: measure(planeLoss),
    distance: measure(residual),
  });
}

/**
 * @param {number[]} residual
 * @returns {number[]} opacities: 1 on the plane, faint where the path is farthest from it
 */
function nearness(residual) {
  const farthest = Math.max(...residual) || 1;
  return residual.map((distance) => 1 - (1 - MIN_OPACITY) * (distance / farthest));
}

/** @param {number[]} step */
function sizes(step) {
  return step.map((_, index) => (index === step.length - 1 ? SIZE + 3 : index === 0 ? SIZE : SMALL));
}
