/**
 * The paths as Plotly traces on the relief: hoverable and exportable while nothing moves.
 * @module
 */

import { apart } from "../core/landscapes/decimation.js";
import { formatMeasure } from "../core/shared/format.js";
import { toneOf } from "../core/shared/loss-scale.js";

/** @typedef {import("./styles.js").OptimizerStyle} OptimizerStyle */

const LEAST_DISTANCE = 1.5;
/** Shares of the height by which paths float, so that the surface does not hide them. */
const LIFT = 0.004;

/**
 * @param {import("../core/landscapes/paths.js").Path[]} paths one for each style
 * @param {number} step the last one shown
 * @param {import("./overlay.js").OverlayOptions} options
 * @param {import("./relief.js").Relief} relief
 * @param {import("./rest.js").Describe} describe
 * @returns {object[]}
 */
export function reliefTraces(paths, step, options, relief, describe) {
  const { tone } = relief;
  return options.styles.flatMap((style, index) => {
    const path = paths[index];
    const last = Math.min(step, path.last);
    if (!style.visible || last < 0) return [];
    const steps = apart(path, last, options.project, relief.box, LEAST_DISTANCE);
    return [
      {
        type: "scatter3d",
        mode: "lines",
        x: steps.map((at) => path.x[at]),
        y: steps.map((at) => path.y[at]),
        z: steps.map((at) => toneOf(tone, path.loss[at]) + LIFT * tone.highest),
        line: { color: style.colour, width: style.kind === "rings" ? 1 : 3, dash: dashName(style) },
        text: steps.map((at) =>
          describe(style.name, at, formatMeasure(path.x[at]), formatMeasure(path.y[at]), formatMeasure(path.loss[at])),
        ),
        hoverinfo: "text",
        hoverlabel: { bordercolor: style.colour },
        name: style.name,
      },
    ];
  });
}

/**
 * The nearest of the dashes that Plotly draws in 3-D.
 * @param {OptimizerStyle} style
 */
function dashName({ dash }) {
  if (dash.length === 0) return "solid";
  if (dash.length > 2) return "dashdot";
  return dash[0] < 4 ? "dot" : "dash";
}
