/**
 * Histograms of pixels or visual words.
 * @module
 */

import { formatCount } from "../core/shared/format.js";
import { t } from "../document/words.js";
import { baseAxis, baseLayout, axisTitle } from "./plot-layout.js";
import { CONFIG } from "./plotly.js";

/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {{name: string, counts: number[], colours: string | string[], beside?: number[]}} Series one colour draws a line, a colour for each bin draws bars; `beside` are the counts of another picture, drawn as a dotted outline */

const MARGINS = { l: 44, r: 10, t: 8, b: 36 };

/**
 * @param {any} Plotly
 * @param {HTMLElement} element
 * @param {{series: Series[], axis: string}} picture
 * @param {Palette} palette
 * @returns {Promise<void>}
 */
export function drawHistogram(Plotly, element, { series, axis }, palette) {
  const bare = baseAxis(palette);
  return Plotly.react(
    element,
    [...series.map((one) => traceOf(one, palette)), ...series.flatMap((one) => outlineOf(one, palette))],
    {
      ...baseLayout(element, palette),
      margin: MARGINS,
      bargap: 0.06,
      hovermode: "x",
      xaxis: { ...bare, title: axisTitle(axis, palette), showticklabels: false, showgrid: false },
      yaxis: { ...bare, rangemode: "tozero", nticks: 4, tickformat: "~s" },
    },
    CONFIG,
  );
}

/**
 * @param {Series} series
 * @param {Palette} palette
 */
function traceOf({ name, counts, colours }, palette) {
  const common = {
    name,
    y: counts,
    text: counts.map((count) => t("color.count", { name, count: formatCount(count) })),
    hoverinfo: "text",
    textposition: "none",
  };
  if (Array.isArray(colours))
    return {
      ...common,
      type: "bar",
      marker: { color: colours, line: { width: 0 } },
      hoverlabel: { bordercolor: palette.rule },
    };
  return {
    ...common,
    type: "scatter",
    mode: "lines",
    line: { color: CHANNEL_COLOURS[palette.theme][colours], width: 1.8, shape: "hvh" },
  };
}

/**
 * The counts of another picture, scaled to the same number of pixels so that only the shapes differ.
 * @param {Series} series
 * @param {Palette} palette
 */
function outlineOf({ counts, colours, beside }, palette) {
  if (!beside) return [];
  const share = sum(counts) / sum(beside);
  const color = Array.isArray(colours) ? palette.ink : CHANNEL_COLOURS[palette.theme][colours];
  return [
    {
      type: "scatter",
      mode: "lines",
      y: beside.map((count) => count * share),
      hoverinfo: "skip",
      line: { color, width: 1.2, dash: "dot", shape: "hvh" },
    },
  ];
}

/** @param {number[]} counts */
function sum(counts) {
  return counts.reduce((total, count) => total + count, 0);
}

/** @type {Record<import("../core/shared/line-styles.js").Theme, Record<string, string>>} */
const CHANNEL_COLOURS = {
  light: { red: "#c4102f", green: "#1c7a34", blue: "#2d4af9" },
  dark: { red: "#ff7b86", green: "#5fdc88", blue: "#8aa4ff" },
};
