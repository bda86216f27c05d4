/**
 * Loss and accuracy of classifiers during training.
 * @module
 */

import { knownPoints } from "../core/classifiers/history.js";
import { formatSetting } from "../core/shared/format.js";
import { t } from "../document/words.js";
import { baseAxis, baseLayout, axisTitle } from "./plot-layout.js";
import { CONFIG } from "./plotly.js";

/** @typedef {import("../core/classifiers/history.js").TrainingPath} TrainingPath */
/** @typedef {import("../core/classifiers/state.js").By} By */
/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {{name: string, colour: string, dash: number[], path: TrainingPath}} Curve */

const MARGINS = { l: 52, r: 12, t: 8, b: 40 };
const WIDTH = 2;
const FAINT = 0.25;
const GAP = 0.1;
const MAX_POINTS = 400;

/**
 * @param {any} Plotly
 * @param {HTMLElement} element
 * @param {{curves: Curve[], by: By, until: number | null}} picture `until` marks a share of each path
 * @param {Palette} palette
 * @returns {Promise<void>}
 */
export function drawTraining(Plotly, element, { curves, by, until }, palette) {
  const bare = baseAxis(palette);
  const losses = [0.5 + GAP / 2, 1];
  return Plotly.react(
    element,
    curves.flatMap((curve) => tracesOf(curve, by, until)),
    {
      ...baseLayout(element, palette),
      margin: MARGINS,
      xaxis: {
        ...bare,
        title: axisTitle(t(`training.by.${by}`), palette),
        anchor: "y2",
        rangemode: "tozero",
        nticks: 8,
      },
      yaxis: {
        ...bare,
        domain: losses,
        title: axisTitle(t("training.loss"), palette),
        type: "log",
        ...lossTicks(curves),
      },
      yaxis2: {
        ...bare,
        domain: [0, 0.5 - GAP / 2],
        title: axisTitle(t("training.accuracy"), palette),
        range: [0, 1.02],
        tickformat: ".0%",
        nticks: 5,
      },
    },
    CONFIG,
  );
}

/**
 * Ticks at 1, 2 and 5 times the powers of ten that the losses span.
 * @param {Curve[]} curves
 */
function lossTicks(curves) {
  const losses = curves.flatMap(({ path }) => path.loss).filter((loss) => loss !== null && loss > 0);
  const low = Math.floor(Math.log10(Math.min(1, .../** @type {number[]} */ (losses))));
  const high = Math.ceil(Math.log10(Math.max(1, .../** @type {number[]} */ (losses))));
  const factors = high - low > 2 ? [1] : [1, 2, 5];
  const values = Array.from({ length: high - low + 1 }, (_, index) => low + index).flatMap((exponent) =>
    factors.map((factor) => Number(`${factor}e${exponent}`)),
  );
  return { tickmode: "array", tickvals: values, ticktext: values.map((value) => formatSetting(value)) };
}

/**
 * @param {Curve} curve
 * @param {By} by
 * @param {number | null} until
 */
function tracesOf({ name, colour, dash, path }, by, until) {
  const xs = { step: path.epoch.map((_, step) => step), epoch: path.epoch, second: path.second }[by];
  const trace = (/** @type {string} */ what, /** @type {(number | null)[]} */ values, /** @type {object} */ style) => ({
    ...knownPoints(xs, values),
    type: "scatter",
    mode: "lines",
    name,
    hovertemplate: `${t(`training.hover.${what}`, { name })} %{y:.4g}<extra></extra>`,
    ...style,
  });
  const line = { color: colour, width: WIDTH, dash: dash.map((length) => `${length}px`).join(",") || "solid" };
  /** @type {object[]} */
  const traces = [
    trace("train_accuracy", path.trainAccuracy, {
      yaxis: "y2",
      opacity: 0.6,
      line: { ...line, width: 1, dash: "dot" },
    }),
    trace("loss", path.loss, { line }),
    trace("test_accuracy", path.testAccuracy, { yaxis: "y2", line }),
  ];
  const batch = thinned(xs, path.batchLoss);
  if (batch.x.length)
    traces.unshift({
      ...batch,
      type: "scatter",
      mode: "lines",
      hoverinfo: "skip",
      opacity: FAINT,
      line: { color: colour, width: 1 },
    });
  if (until !== null && path.length > 1) traces.push(marker(xs, path, Math.round(until * (path.length - 1)), colour));
  return traces;
}

/**
 * Thin out a column to a maximum number of entries, evenly spaced.
 * @param {number[]} xs
 * @param {(number | null)[]} values
 */
function thinned(xs, values) {
  const { x, y } = knownPoints(xs, values);
  const stride = Math.ceil(x.length / MAX_POINTS);
  const kept = (/** @type {number[]} */ column) => column.filter((_, index) => index % stride === 0);
  return { x: kept(x), y: kept(y) };
}

/**
 * Mark an entry on the curve of a path.
 * @param {number[]} xs
 * @param {TrainingPath} path
 * @param {number} entry
 * @param {string} colour
 */
function marker(xs, path, entry, colour) {
  const at = path.testAccuracy.findLastIndex((value, index) => value !== null && index <= entry);
  const places = { x: [xs[at]], y: [path.testAccuracy[at]] };
  return {
    ...places,
    type: "scatter",
    mode: "markers",
    yaxis: "y2",
    hoverinfo: "skip",
    marker: { color: colour, size: 9 },
  };
}
