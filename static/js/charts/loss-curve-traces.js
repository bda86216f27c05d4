/**
 * Loss curves as Plotly traces. They replace the canvases while nothing moves, so that points have hover texts and the
 * plot can be exported.
 * @module
 */

import { byColumn } from "../core/landscapes/decimation.js";
import { formatCount, formatMeasure } from "../core/shared/format.js";
import { t } from "../document/words.js";
import { LINE_WIDTH } from "./loss-curve-axes.js";

/** @typedef {import("../core/landscapes/paths.js").Path} Path */
/** @typedef {import("./loss-curves.js").CurveOptions} CurveOptions */
/** @typedef {import("./loss-curves.js").LossCurves} LossCurves */

/**
 * @param {LossCurves} curves
 * @param {CurveOptions} options
 * @param {Path[]} paths one for each style
 * @param {number} step the last one shown
 * @returns {object[]} in drawing order
 */
export function curveTraces(curves, options, paths, step) {
  return options.styles.flatMap((_, index) => curveTrace(curves, options, paths[index], index, step)).reverse();
}

/**
 * @param {LossCurves} curves
 * @param {CurveOptions} options
 * @param {Path} path
 * @param {number} index of the optimizer
 * @param {number} step
 * @returns {object[]} one trace, or none where there is nothing to show
 */
function curveTrace(curves, { styles, evaluations, floor }, path, index, step) {
  const style = styles[index];
  const last = Math.min(step, path.last);
  if (!style.visible || last < 0) return [];
  const steps = byColumn(
    last + 1,
    (at) => curves.pixelOf(index, at, path.loss[at])[0],
    (at) => path.loss[at],
  );
  const text = (/** @type {number} */ at) =>
    t("curves.hover", { name: style.name, step: formatCount(at), loss: formatMeasure(path.loss[at]) });
  return [
    {
      type: "scatter",
      mode: "lines",
      x: steps.map((at) => curves.across(at, evaluations[index])),
      y: steps.map((at) => Math.max(10 ** curves.exponents.low, path.loss[at] - floor)),
      text: steps.map(text),
      hoverinfo: "text",
      hoverlabel: { bordercolor: style.colour },
      line: {
        color: style.colour,
        width: LINE_WIDTH,
        dash: style.dash.length ? style.dash.map((on) => `${on}px`).join(",") : "solid",
      },
    },
  ];
}
