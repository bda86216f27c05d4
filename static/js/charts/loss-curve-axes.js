/**
 * The axes of the loss curves.
 * @module
 */

import { t } from "../document/words.js";
import { baseAxis, baseLayout, logTicks, axisTitle } from "./plot-layout.js";

/** @typedef {import("../core/landscapes/paths.js").Path} Path */
/** @typedef {import("../core/shared/projection.js").Range} Range */
/** @typedef {import("./loss-curves.js").CurveOptions} CurveOptions */

export const MARGINS = { left: 44, right: 10, top: 8, bottom: 34 };
/** The width of a curve in pixels, on canvases and in Plotly's traces. */
export const LINE_WIDTH = 1.6;
const MIN_EXPONENT = -20;
const HEADROOM = 2;
const MAX_TICKS = 6;

/**
 * @param {HTMLElement} element of the plot
 * @param {CurveOptions} options
 * @param {Range} exponents of ten, at the ends of the vertical axis
 * @param {number} lastX the end of the horizontal axis
 * @returns {object} Plotly's layout
 */
export function curveLayout(element, { palette, by }, exponents, lastX) {
  const axis = baseAxis(palette);
  const title = axisTitle(t(`curves.by_${by}`), palette);
  return {
    ...baseLayout(element, palette),
    margin: { l: MARGINS.left, r: MARGINS.right, t: MARGINS.top, b: MARGINS.bottom },
    xaxis: { ...axis, title, range: [0, lastX], nticks: 5, tickformat: "~s" },
    yaxis: { ...axis, type: "log", range: [exponents.low, exponents.high], ...logTicks(exponents, MAX_TICKS) },
  };
}

/**
 * @param {Path[]} paths
 * @param {CurveOptions} options
 * @returns {Range} whole exponents of ten around the losses; losses far above the start do not count
 */
export function exponentsOf(paths, { styles, floor }) {
  let low = Infinity;
  let high = -Infinity;
  paths.forEach((path, index) => {
    if (!styles[index]?.visible || path.length === 0) return;
    const start = path.loss[0] - floor;
    high = Math.max(high, start);
    for (let step = 0; step <= path.last; step += 1) {
      const above = path.loss[step] - floor;
      if (above > 0) low = Math.min(low, above);
      high = Math.max(high, Math.min(above, start * 10 ** HEADROOM));
    }
  });
  if (!(low < Infinity && high > 0)) return { low: -3, high: 2 };
  const top = Math.ceil(Math.log10(high) + 1e-9);
  const bottom = Math.max(MIN_EXPONENT, Math.floor(Math.log10(low)));
  return { low: Math.min(bottom, top - 1), high: top };
}
