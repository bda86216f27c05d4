/**
 * The error of a numeric gradient against its step h: a large h misses the curvature, a small one drowns in rounding.
 * @module
 */

import { errorAt, widthAt } from "../core/shared/gradient-check.js";
import { formatMeasure, formatSetting } from "../core/shared/format.js";
import { within } from "../core/shared/limits.js";
import { t } from "../document/words.js";
import { baseAxis, baseLayout, logTicks, axisTitle } from "./plot-layout.js";
import { CONFIG } from "./plotly.js";

/** @typedef {import("../core/shared/gradient-check.js").Errors} Errors */
/** @typedef {import("../core/shared/projection.js").Range} Range */
/** @typedef {import("./palette.js").Palette} Palette */

const MARGINS = { l: 44, r: 12, t: 24, b: 36 };
const MIN_ERROR = 1e-16;
const PASSES_BELOW = 1e-6;
const ERRORS = { low: -16, high: 1 };
const GRIP = 12;
/** The ends of the axis of h, with some margin. */
const WIDTHS = { low: 1e-15, high: 1 };
/** Exponents of h that have room for a label. */
const LABELLED = { low: -12, high: 0 };

/**
 * @param {any} Plotly
 * @param {HTMLElement} element
 * @param {Errors[]} sweep
 * @param {number} h the step in use
 * @param {Palette} palette
 * @returns {Promise<void>}
 */
export function drawErrors(Plotly, element, sweep, h, palette) {
  const traces = [
    trace(sweep, "forward", palette.muted, "dot", "circle-open"),
    trace(sweep, "central", palette.ink, "solid", "circle"),
    grip(sweep, h, palette),
  ];
  return Plotly.react(element, traces, layoutOf(element, h, palette), CONFIG);
}

/**
 * Let the visitor choose h by pointing at the chart.
 * @param {HTMLElement} element
 * @param {Range} choices every h that can be chosen
 * @param {(h: number) => void} choose
 */
export function listenForWidth(element, choices, choose) {
  const follow = (/** @type {PointerEvent} */ { clientX }) => {
    choose(within(widthAt(shareAcross(element, clientX), WIDTHS), choices));
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || /** @type {Element} */ (event.target).closest(".modebar")) return;
    element.setPointerCapture(event.pointerId);
    follow(event);
  });
  element.addEventListener("pointermove", (event) => element.hasPointerCapture(event.pointerId) && follow(event));
}

/**
 * The position along the axis under a point of the screen.
 * @param {HTMLElement} element
 * @param {number} clientX
 * @returns {number} from 0 at the left end to 1 at the right one
 */
function shareAcross(element, clientX) {
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
    y: sweep.map((entry) => (entry[way] === null ? null : Math.max(MIN_ERROR, entry[way]))),
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
 * Mark where the handle meets the curve.
 * @param {Errors[]} sweep
 * @param {number} h
 * @param {Palette} palette
 */
function grip(sweep, h, palette) {
  return {
    type: "scatter",
    mode: "markers",
    x: [h],
    y: [Math.max(MIN_ERROR, errorAt(sweep, h) ?? 0)],
    hoverinfo: "skip",
    showlegend: false,
    cliponaxis: false,
    marker: { color: palette.panel, size: GRIP, line: { color: palette.accent, width: 2 } },
  };
}

/**
 * @param {HTMLElement} element
 * @param {number} h
 * @param {Palette} palette
 */
function layoutOf(element, h, palette) {
  const axis = { ...baseAxis(palette), type: "log" };
  const widths = { low: Math.log10(WIDTHS.low), high: Math.log10(WIDTHS.high) };
  const line = { type: "line", line: { color: palette.accent, width: 2 } };
  const bar = { type: "line", line: { color: palette.muted, width: 1, dash: "dash" } };
  return {
    ...baseLayout(element, palette),
    margin: MARGINS,
    showlegend: true,
    legend: {
      orientation: "h",
      x: 0,
      y: 1.02,
      yanchor: "bottom",
      font: { size: 11 },
      itemclick: false,
      itemdoubleclick: false,
    },
    xaxis: { ...axis, range: [widths.low, widths.high], ...logTicks(LABELLED, 4), title: axisTitle("h", palette) },
    yaxis: { ...axis, range: [ERRORS.low, ERRORS.high], ...logTicks({ low: ERRORS.low, high: 0 }, 4) },
    shapes: [
      { ...bar, x0: 0, x1: 1, xref: "paper", y0: PASSES_BELOW, y1: PASSES_BELOW },
      { ...line, x0: h, x1: h, y0: 0, y1: 1, yref: "paper" },
    ],
  };
}
