/**
 * The readout of one optimizer: its position, the length of its gradient, and its next step.
 * @module
 */

import { formatCount, formatMeasure } from "../../core/shared/format.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { optimizerName } from "./names.js";

/** @typedef {import("./session.js").Session} Session */

const ARROWS = ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"];

/**
 * @param {Session} session
 * @param {number} index of the optimizer
 */
export function showReadout({ lab, paths, timeline }, index) {
  const path = paths[index];
  const optimizer = lab.optimizers[index];
  if (!path || path.last < 0 || !optimizer) return;
  const at = Math.min(timeline.step, path.last);
  const next = Math.min(at + 1, path.last);
  const dx = path.x[next] - path.x[at];
  const dy = path.y[next] - path.y[at];
  const norm = path.gradientNorm[at];
  byId("readout-name").textContent = t("readout.name", { name: optimizerName(optimizer), step: formatCount(at) });
  byId("readout-here").textContent = t("readout.point", {
    x: formatMeasure(path.x[at]),
    y: formatMeasure(path.y[at]),
    loss: formatMeasure(path.loss[at]),
  });
  byId("readout-slope").textContent = Number.isNaN(norm) ? t("readout.no_slope") : formatMeasure(norm);
  byId("readout-step").textContent =
    next === at
      ? t("readout.no_step")
      : t("readout.step_value", { length: formatMeasure(Math.hypot(dx, dy)), arrow: arrow(dx, dy) });
}

/**
 * @param {number} dx
 * @param {number} dy
 * @returns {string} the nearest of eight arrows; a dot if it does not move
 */
function arrow(dx, dy) {
  if (dx === 0 && dy === 0) return "·";
  return ARROWS[(Math.round(Math.atan2(dy, dx) / (Math.PI / 4)) + 8) % 8];
}
