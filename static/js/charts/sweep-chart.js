/**
 * Where an optimizer ends over its learning rate, both on logarithmic scales.
 * @module
 */

import { formatMeasure, formatSetting } from "../core/format.js";
import { t } from "../words.js";
import { frameOf, logAxisOf, titleOf } from "./frame.js";
import { CONFIG } from "./plotly.js";

/** @typedef {import("../core/sweep.js").SweepPoint} SweepPoint */
/** @typedef {import("./palette.js").Palette} Palette */

/** @typedef {{value: number, label: string, dash: "solid" | "dash" | "dot"}} Marker a rate worth a line */

/**
 * @typedef {object} SweepPicture
 * @property {SweepPoint[]} points
 * @property {number[]} values all that are swept, the points come one by one
 * @property {Marker[]} markers
 * @property {number} floor subtracted from the losses so that a logarithm can show them
 * @property {number} chosen place of the point that is chosen
 * @property {string} colour
 */

const MARGINS = { l: 44, r: 10, t: 30, b: 36 };
const LOWEST = 1e-20;
const HEADROOM = 100;

/**
 * @param {any} Plotly
 * @param {HTMLElement} element
 * @param {SweepPicture} picture
 * @param {Palette} palette
 * @returns {Promise<void>}
 */
export function drawSweep(Plotly, element, picture, palette) {
  const { points, values, floor, chosen, colour } = picture;
  const above = points.map(({ loss }) => (loss === null ? NaN : Math.max(LOWEST, loss - floor)));
  const held = above.filter((_, index) => points[index].fate !== "diverged");
  const top = Math.max(...held, LOWEST) * HEADROOM;
  const bottom = Math.min(...held, top / HEADROOM / 10) / 3;
  const x = points.map(({ value }) => value);
  const diverged = points.map(({ fate }) => fate === "diverged");
  const text = points.map(({ value, loss }, index) =>
    t(diverged[index] ? "sweep.hover_diverged" : "sweep.hover", {
      value: formatSetting(value, 4),
      loss: formatMeasure(loss ?? NaN),
    }),
  );
  const common = { type: "scatter", x, text, hoverinfo: "text", hoverlabel: { bordercolor: colour } };
  const traces = [
    {
      ...common,
      y: above.map((loss, index) => (diverged[index] ? null : loss)),
      mode: "lines+markers",
      line: { color: colour, width: 1.6 },
      marker: { color: colour, size: points.map((_, index) => (index === chosen ? 11 : 6)) },
    },
    {
      ...common,
      y: diverged.map((gone) => (gone ? top : null)),
      mode: "markers",
      marker: { symbol: "circle-open", color: colour, size: points.map((_, index) => (index === chosen ? 12 : 7)), line: { width: 1.6 } },
      cliponaxis: false,
    },
  ];
  return Plotly.react(element, traces, layoutOf(element, picture, palette, values, { bottom, top }), CONFIG);
}

/**
 * @param {HTMLElement} element
 * @param {SweepPicture} picture
 * @param {Palette} palette
 * @param {number[]} values
 * @param {{bottom: number, top: number}} range
 */
function layoutOf(element, { markers }, palette, values, { bottom, top }) {
  const axis = logAxisOf(palette);
  const ends = [values[0] / 1.15, values[values.length - 1] * 1.15].map(Math.log10);
  const shown = markers.filter(({ value }) => Math.log10(value) > ends[0] && Math.log10(value) < ends[1]);
  return {
    ...frameOf(element, palette),
    margin: MARGINS,
    xaxis: { ...axis, range: ends, dtick: 1, title: titleOf(t("setting.learning_rate.name"), palette) },
    yaxis: { ...axis, range: [Math.log10(bottom), Math.log10(top) + 0.1], nticks: 5 },
    shapes: shown.map(({ value, dash }) => ({
      type: "line",
      x0: value,
      x1: value,
      y0: 0,
      y1: 1,
      yref: "paper",
      line: { color: palette.ink, width: 1.2, dash },
    })),
    annotations: shown.map(({ value, label }, index) => ({
      x: Math.log10(value),
      y: 1,
      yref: "paper",
      yanchor: "bottom",
      yshift: index % 2 ? 13 : 0,
      xanchor: "right",
      showarrow: false,
      text: label,
      font: { size: 11, color: palette.ink },
    })),
  };
}
