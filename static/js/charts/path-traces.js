/**
 * Paths as Plotly traces on the map. They replace the canvases while nothing moves, so that points
 * have hover texts and the plot can be exported.
 * @module
 */

import { apart, markedSteps } from "../core/landscapes/decimation.js";
import { CASING_WIDTH, PATH_WIDTH } from "../core/shared/line-styles.js";
import { formatCount, formatMeasure } from "../core/shared/format.js";

/** @typedef {import("../core/landscapes/paths.js").Path} Path */
/** @typedef {import("./path-overlay.js").OverlayOptions} OverlayOptions */
/** @typedef {import("./optimizer-style.js").OptimizerStyle} OptimizerStyle */

/** @typedef {(name: string, step: number, x: string, y: string, loss: string) => string} Describe the hover text of a point */

/** @type {Record<import("../core/shared/line-styles.js").MarkerShape, string>} */
export const SYMBOLS = {
  circle: "circle",
  square: "square",
  triangle: "triangle-up",
  diamond: "diamond",
  "triangle-down": "triangle-down",
  cross: "cross",
  star: "star",
  hexagon: "hexagon",
  ring: "circle-open",
};

/**
 * Factors for Plotly's marker shapes, which are smaller than their nominal size.
 * @type {Partial<Record<import("../core/shared/line-styles.js").MarkerShape, number>>}
 */
const SCALES = { triangle: 1.5, "triangle-down": 1.5, diamond: 1.25, star: 1.4, hexagon: 1.15, cross: 1.2 };
const MIN_DISTANCE = 0.7;
const MAX_DRAWS = 3000;

/** @typedef {{style: OptimizerStyle, path: Path, last: number}} Shown */

/**
 * @param {Path[]} paths one for each style
 * @param {number} step the last one shown
 * @param {OverlayOptions} options
 * @param {{x: number, y: number}} start
 * @param {import("../core/shared/projection.js").Size} size of the axes, in pixels
 * @param {Describe} describe
 * @returns {object[]} in drawing order
 */
export function restingTraces(paths, step, options, start, size, describe) {
  const shown = options.styles
    .map((style, index) => ({ style, path: paths[index], last: Math.min(step, paths[index].last) }))
    .filter(({ style, last }) => style.visible && last >= 0)
    .reverse();
  return [
    ...(options.draws ? shown.filter(({ style }) => style.kind === "search").map(drawsOf) : []),
    ...shown.filter(({ style }) => style.kind === "line").map((one) => casingOf(one, options, size)),
    minimaOf(options),
    startOf(start, options),
    ...shown.map((one) => lineOf(one, options, size, describe)),
    ...(options.stepMarkers ? shown.map((one) => stepMarkersOf(one, options, size, describe)) : []),
    ...shown.map((one) => pointsOf(one, [one.last], 10, options, describe)),
  ];
}

/**
 * An arrow where a path left the frame, labelled with the step.
 * @param {import("./trails.js").Exit & {x: number, y: number, colour: string}} exit
 * @param {import("../core/shared/projection.js").Size} size of the axes, in pixels
 * @returns {object}
 */
export function exitTrace({ x, y, px, py, angle, step, colour }, { width, height }) {
  const vertical = py < height / 2 ? "bottom" : "top";
  const horizontal = px < width / 2 ? "right" : "left";
  return {
    type: "scatter",
    x: [x],
    y: [y],
    mode: "markers+text",
    marker: { symbol: "arrow", size: 12, angle: 90 + (angle * 180) / Math.PI, color: colour },
    text: [formatCount(step)],
    textposition: `${vertical} ${horizontal}`,
    textfont: { size: 12, color: colour },
    hoverinfo: "skip",
  };
}

/**
 * @param {Shown} shown
 * @param {OverlayOptions} options
 * @param {import("../core/shared/projection.js").Size} size
 * @param {Describe} describe
 */
function lineOf(shown, options, size, describe) {
  const { style, path, last } = shown;
  const steps = apart(path, last, options.project, size, MIN_DISTANCE);
  if (style.kind === "rings")
    return pointsOf(shown, apart(path, last, options.project, size, 14), 8, options, describe);
  return {
    ...columns(path, steps),
    mode: "lines",
    line: {
      color: style.colour,
      width: PATH_WIDTH,
      dash: style.dash.length ? style.dash.map((on) => `${on}px`).join(",") : "solid",
    },
    ...hover(shown, steps, describe),
  };
}

/**
 * @param {Shown} shown
 * @param {OverlayOptions} options
 * @param {import("../core/shared/projection.js").Size} size
 */
function casingOf({ path, last }, options, size) {
  return {
    ...columns(path, apart(path, last, options.project, size, MIN_DISTANCE)),
    mode: "lines",
    line: { color: options.palette.panel, width: CASING_WIDTH },
    opacity: 0.9,
    hoverinfo: "skip",
  };
}

/**
 * @param {Shown} shown
 * @param {OverlayOptions} options
 * @param {import("../core/shared/projection.js").Size} size
 * @param {Describe} describe
 */
function stepMarkersOf(shown, options, size, describe) {
  const { style, path, last } = shown;
  const steps = style.kind === "search" ? apart(path, last, options.project, size, MIN_DISTANCE) : markedSteps(last);
  return pointsOf(shown, steps, 6, options, describe);
}

/**
 * @param {Shown} shown
 * @param {number[]} steps
 * @param {number} size
 * @param {OverlayOptions} options
 * @param {Describe} describe
 */
function pointsOf(shown, steps, size, { palette }, describe) {
  const { style, path } = shown;
  const outline = style.kind === "rings" ? { width: 1.6 } : { width: 1.5, color: palette.panel };
  return {
    ...columns(path, steps),
    mode: "markers",
    marker: {
      color: style.colour,
      size: size * (SCALES[style.marker] ?? 1),
      symbol: SYMBOLS[style.marker],
      line: outline,
    },
    cliponaxis: true,
    ...hover(shown, steps, describe),
  };
}

/** @param {Shown} shown */
function drawsOf({ style, path, last }) {
  const count = Math.min(last + 1, MAX_DRAWS);
  return {
    type: "scatter",
    x: Array.from(path.triedX.subarray(0, count)),
    y: Array.from(path.triedY.subarray(0, count)),
    mode: "markers",
    marker: { color: style.colour, size: 2.5, opacity: 0.4 },
    hoverinfo: "skip",
  };
}

/** @param {OverlayOptions} options */
function minimaOf({ minima, palette }) {
  return {
    type: "scatter",
    x: minima.map(({ x }) => x),
    y: minima.map(({ y }) => y),
    mode: "markers",
    marker: { symbol: "cross-thin", size: 11, line: { color: palette.ink, width: 1.8 } },
    hoverinfo: "skip",
  };
}

/**
 * @param {{x: number, y: number}} start
 * @param {OverlayOptions} options
 */
function startOf({ x, y }, { palette }) {
  return {
    type: "scatter",
    x: [x],
    y: [y],
    mode: "markers",
    marker: { symbol: "circle", size: 15, color: palette.panel, line: { color: palette.accent, width: 3 } },
    hoverinfo: "skip",
  };
}

/**
 * @param {Path} path
 * @param {number[]} steps
 */
function columns(path, steps) {
  return { type: "scatter", x: steps.map((step) => path.x[step]), y: steps.map((step) => path.y[step]) };
}

/**
 * @param {Shown} shown
 * @param {number[]} steps
 * @param {Describe} describe
 */
function hover({ style, path }, steps, describe) {
  return {
    text: steps.map((step) =>
      describe(
        style.name,
        step,
        formatMeasure(path.x[step]),
        formatMeasure(path.y[step]),
        formatMeasure(path.loss[step]),
      ),
    ),
    hoverinfo: "text",
    hoverlabel: { bordercolor: style.colour },
    name: style.name,
  };
}
