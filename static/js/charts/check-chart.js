/**
 * The error of a numeric gradient over its h: too wide misses the curve, too narrow drowns in rounding.
 * @module
 */

import { formatMeasure, formatSetting } from "../core/format.js";
import { t } from "../words.js";
import { frameOf, logAxisOf, titleOf } from "./frame.js";
import { CONFIG } from "./plotly.js";

/** @typedef {import("../core/gradient-check.js").Errors} Errors */
/** @typedef {import("./palette.js").Palette} Palette */

const MARGINS = { l: 48, r: 10, t: 22, b: 36 };
const LEAST_ERROR = 1e-16;
const PASSES_BELOW = 1e-6;
/** From the largest h on the left to the smallest, with some room. */
export const WIDTHS = { low: 1e-15, high: 1 };

/**
 * @param {any} Plotly
 * @param {HTMLElement} element
 * @param {Errors[]} sweep
 * @param {number} h the width in force
 * @param {Palette} palette
 * @returns {Promise<void>}
 */
export function drawErrors(Plotly, element, sweep, h, palette) {
  const traces = [
    trace(sweep, "forward", palette.muted, "dot", "circle-open"),
    trace(sweep, "central", palette.ink, "solid", "circle"),
  ];
  return Plotly.react(element, traces, layoutOf(element, h, palette), CONFIG);
}

/**
 * The place across the axis of a place on the screen.
 * @param {HTMLElement} element
 * @param {number} clientX
 * @returns {number} from 0 at the left end to 1 at the right one
 */
export function shareAcross(element, clientX) {
  const { left, width } = element.getBoundingClientRect();
  const share = (clientX - left - MARGINS.l) / (width - MARGINS.l - MARGINS.r);
  return Math.min(1, Math.max(0, share));
}

/**
 * @param {Errors[]} sweep
 * @param {"central" | "forward"} way
 * @param {string} colour
 * @param {string} dash
 * @param {string} symbol
 */
function trace(sweep, way, colour, dash, symbol) {
  const name = t(`check.${way}`);
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    x: sweep.map(({ h }) => h),
    y: sweep.map((entry) => (entry[way] === null ? null : Math.max(LEAST_ERROR, entry[way]))),
    text: sweep.map((entry) =>
      t("check.hover", { way: name, h: formatSetting(entry.h, 2), error: formatMeasure(entry[way] ?? NaN) }),
    ),
    hoverinfo: "text",
    hoverlabel: { bordercolor: colour },
    line: { color: colour, width: 1.6, dash },
    marker: { color: colour, size: 5, symbol },
  };
}

/**
 * @param {HTMLElement} element
 * @param {number} h
 * @param {Palette} palette
 */
function layoutOf(element, h, palette) {
  const axis = logAxisOf(palette);
  const line = { type: "line", line: { color: palette.accent, width: 2 } };
  const bar = { type: "line", line: { color: palette.muted, width: 1, dash: "dash" } };
  return {
    ...frameOf(element, palette),
    margin: MARGINS,
    showlegend: true,
    legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom", font: { size: 11 }, itemclick: false, itemdoubleclick: false },
    xaxis: { ...axis, range: [WIDTHS.high, WIDTHS.low].map(Math.log10), dtick: 3, title: titleOf("h", palette) },
    yaxis: { ...axis, range: [-16, 1], dtick: 4 },
    shapes: [
      { ...line, x0: h, x1: h, y0: 0, y1: 1, yref: "paper" },
      { ...bar, x0: 0, x1: 1, xref: "paper", y0: PASSES_BELOW, y1: PASSES_BELOW },
    ],
  };
}
