/**
 * The final loss against the learning rate, both on logarithmic scales.
 * @module
 */

import { formatMeasure, formatSetting } from "../core/shared/format.js";
import { t } from "../document/words.js";
import { baseAxis, baseLayout, logTicks, axisTitle } from "./plot-layout.js";
import { CONFIG } from "./plotly.js";

/** @typedef {import("../core/landscapes/sweep.js").SweepPoint} SweepPoint */
/** @typedef {import("./palette.js").Palette} Palette */

/** @typedef {{value: number, label: string, dash: "solid" | "dash" | "dot"}} Marker a learning rate marked by a line */

/**
 * @typedef {object} SweepPicture
 * @property {SweepPoint[]} points
 * @property {number[]} values all values of the sweep; points arrive one by one
 * @property {Marker[]} markers
 * @property {number} floor the lowest known loss if that is below zero, else 0; subtracted from each loss so that its logarithm exists
 * @property {number} chosen index of the chosen point
 * @property {string} colour
 */

const MARGINS = { l: 44, r: 18, t: 46, b: 36 };
const LABEL_HEIGHT = 13;
const ROUNDING = 1e-16;
const LOWEST = 1e-20;
const HEADROOM = 2;
const PADDING = 0.06;
const MAX_TICKS = 5;

/**
 * @param {any} Plotly
 * @param {HTMLElement} element
 * @param {SweepPicture} picture
 * @param {Palette} palette
 * @returns {Promise<void>}
 */
export function drawSweep(Plotly, element, picture, palette) {
  const { points, chosen, colour } = picture;
  const above = heights(picture);
  const diverged = points.map(({ fate }) => fate === "diverged");
  const range = exponentsOf(above.filter((_, index) => !diverged[index]));
  const text = points.map(({ value, loss }, index) =>
    t(diverged[index] ? "sweep.hover_diverged" : "sweep.hover", {
      value: formatSetting(value, 4),
      loss: formatMeasure(loss ?? NaN),
    }),
  );
  const of = (/** @type {[any, any]} */ [chosenOne, other]) =>
    points.map((_, index) => (index === chosen ? chosenOne : other));
  const common = {
    type: "scatter",
    x: points.map(({ value }) => value),
    text,
    hoverinfo: "text",
    hoverlabel: { bordercolor: colour },
  };
  const traces = [
    {
      ...common,
      y: above.map((loss, index) => (diverged[index] ? null : loss)),
      mode: "lines+markers",
      line: { color: colour, width: 1.6 },
      marker: { color: colour, size: of([11, 6]), line: { color: palette.ink, width: of([2, 0]) } },
    },
    {
      ...common,
      y: diverged.map((gone) => (gone ? 10 ** range.high : null)),
      mode: "markers",
      marker: {
        symbol: "circle-open",
        color: of([palette.ink, colour]),
        size: of([12, 7]),
        line: { width: of([2.4, 1.6]) },
      },
      cliponaxis: false,
    },
  ];
  return Plotly.react(element, traces, layoutOf(element, picture, palette, range), CONFIG);
}

/**
 * @param {SweepPicture} picture
 * @returns {number[]} each loss above the lowest one, but never 0, which has no logarithm
 */
function heights({ points, floor }) {
  const known = points.flatMap(({ loss }) => loss ?? []);
  const base = floor < 0 ? Math.min(floor, ...known) : 0;
  const least = Math.max(LOWEST, ROUNDING * Math.abs(base));
  return points.map(({ loss }) => (loss === null ? NaN : Math.max(least, loss - base)));
}

/**
 * @param {number[]} held losses of the runs that did not diverge
 * @returns {import("../core/shared/projection.js").Range} exponents of ten, with room for the markers of those that did
 */
function exponentsOf(held) {
  if (held.length === 0) return { low: -1, high: 1 };
  const [low, high] = [Math.min(...held), Math.max(...held)].map(Math.log10);
  const top = Math.max(high, low + 1) + HEADROOM;
  return { low: low - PADDING * (top - low), high: top };
}

/**
 * @param {HTMLElement} element
 * @param {SweepPicture} picture
 * @param {Palette} palette
 * @param {import("../core/shared/projection.js").Range} range of exponents, vertically
 */
function layoutOf(element, { markers, values }, palette, range) {
  const axis = { ...baseAxis(palette), type: "log" };
  const [low, high] = [values[0], values[values.length - 1]].map(Math.log10);
  const ends = { low: low - ((high - low) * PADDING) / 3, high: high + ((high - low) * PADDING) / 3 };
  const shown = markers.filter(({ value }) => Math.log10(value) > ends.low && Math.log10(value) < ends.high);
  return {
    ...baseLayout(element, palette),
    margin: MARGINS,
    xaxis: {
      ...axis,
      range: [ends.low, ends.high],
      ...logTicks(ends, MAX_TICKS),
      title: axisTitle(t("setting.learning_rate.name"), palette),
    },
    yaxis: {
      ...axis,
      range: [range.low, range.high],
      ...logTicks({ low: range.low, high: range.high - HEADROOM / 2 }, MAX_TICKS),
    },
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
      yshift: 4 + LABEL_HEIGHT * index,
      xanchor: Math.log10(value) > (ends.low + ends.high) / 2 ? "right" : "left",
      showarrow: false,
      text: label,
      font: { size: 11, color: palette.ink },
    })),
  };
}
