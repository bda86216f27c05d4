/**
 * The path of a training on a plane through the weights. Points fade where they are far from the plane.
 * @module
 */

import { formatCount, formatMeasure } from "../core/shared/format.js";
import { scaledLoss } from "../core/shared/loss-scale.js";
import { t } from "../document/words.js";

/** @typedef {import("../core/shared/loss-scale.js").LossScale} LossScale */

/** @typedef {import("../core/classifiers/client.js").PlanePath} PlanePath */

const MIN_OPACITY = 0.15;
const SIZE = 7;
const SMALL = 3;

/**
 * @param {PlanePath} path
 * @param {string} colour
 * @returns {object[]} traces of Plotly
 */
export function pathOnMap({ step, x, y, loss, plane_loss, residual }, colour) {
  const texts = step.map((one, index) => hoverText(one, loss[index], plane_loss[index], residual[index]));
  return [
    { type: "scatter", mode: "lines", x, y, hoverinfo: "skip", line: { color: colour, width: 1 }, opacity: 0.5 },
    {
      type: "scatter",
      mode: "markers",
      x,
      y,
      text: texts,
      hoverinfo: "text",
      marker: { color: colour, size: sizes(step), opacity: nearness(residual), line: { width: 0 } },
    },
  ];
}

/**
 * Draw the path at its true loss, so that it leaves the surface where it is far from the plane.
 * @param {PlanePath} path
 * @param {LossScale} lossScale
 * @param {string} colour
 * @returns {object[]} traces of Plotly
 */
export function pathOnRelief({ step, x, y, loss, plane_loss, residual }, lossScale, colour) {
  const z = loss.map((one) => (one === null ? null : Math.min(lossScale.highest, scaledLoss(lossScale, one))));
  const texts = step.map((one, index) => hoverText(one, loss[index], plane_loss[index], residual[index]));
  return [
    {
      type: "scatter3d",
      mode: "lines+markers",
      x,
      y,
      z,
      text: texts,
      hoverinfo: "text",
      line: { color: colour, width: 4 },
      marker: { color: colour, size: 3 },
    },
  ];
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
