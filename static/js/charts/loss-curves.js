/**
 * The loss against steps or evaluations. Plotly draws the axes, and canvases the curves.
 * @module
 */

import { total } from "../core/landscapes/evaluations.js";
import { Layer } from "./canvas.js";
import { curveLayout, exponentsOf, LINE_WIDTH, MARGINS } from "./loss-curve-axes.js";
import { drawMarker } from "./marker-shapes.js";
import { CONFIG } from "./plotly.js";
import { curveTraces } from "./loss-curve-traces.js";

/** @typedef {import("../core/landscapes/paths.js").Path} Path */
/** @typedef {import("../core/shared/projection.js").Range} Range */
/** @typedef {import("./optimizer-style.js").OptimizerStyle} OptimizerStyle */

/**
 * @typedef {object} CurveOptions
 * @property {OptimizerStyle[]} styles
 * @property {import("./palette.js").Palette} palette
 * @property {"step" | "evaluations"} by
 * @property {((step: number) => import("../core/landscapes/evaluations.js").Evaluations)[]} evaluations of each optimizer
 * @property {number} steps
 * @property {number} floor the number subtracted from each loss so that its logarithm exists
 */

const MARKER_DIAMETER = 8;

/** How far one curve is drawn, and the pixel column that its next point may still fall into. */
class Pen {
  constructor() {
    this.step = -1;
    this.px = 0;
    this.py = 0;
    this.column = -1;
    this.low = 0;
    this.high = 0;
    this.length = 0;
  }
}

export class LossCurves {
  /**
   * @param {any} plotly Plotly, or the promise of it: the curves are drawn before it has arrived
   * @param {HTMLElement} element
   * @param {HTMLElement} parent of the canvases
   */
  constructor(plotly, element, parent) {
    this.plotly = plotly;
    this.element = element;
    this.ink = new Layer(parent, "overlay");
    this.marks = new Layer(parent, "overlay");
    /** @type {CurveOptions | null} */
    this.options = null;
    /** @type {Range} exponents of ten */
    this.exponents = { low: -3, high: 2 };
    this.lastX = 1;
    /** @type {Path[]} */
    this.paths = [];
    /** @type {Pen[]} */
    this.pens = [];
    this.step = -1;
  }

  /** Whether the chart has no size, as on the side of a phone's layout that is hidden. */
  get hidden() {
    return this.element.clientWidth === 0;
  }

  get box() {
    const { clientWidth, clientHeight } = this.element;
    const { left, right, top, bottom } = MARGINS;
    return { left, top, width: clientWidth - left - right, height: clientHeight - top - bottom };
  }

  /** @param {CurveOptions} options */
  configure(options) {
    this.options = options;
    this.lastX = Math.max(1, ...options.evaluations.map((evaluations) => this.across(options.steps, evaluations)));
    this.restart();
  }

  /** Redraw everything at the next `show`. */
  restart() {
    this.ink.clear();
    this.pens = (this.options?.styles ?? []).map(() => new Pen());
    this.step = -1;
  }

  /** Draw the axes so that they fit the losses that have arrived. */
  async drawAxes() {
    if (!this.options || this.hidden) return;
    this.exponents = exponentsOf(this.paths, this.options);
    this.ink.place(this.box);
    this.marks.place(grown(this.box, MARKER_DIAMETER));
    this.restart();
    await this.react(this.options, [{ x: [], y: [], type: "scatter" }]);
  }

  /**
   * Whether the axes no longer fit the losses that have arrived.
   * @param {Path[]} paths
   */
  outgrown(paths) {
    if (!this.options) return false;
    const { low, high } = exponentsOf(paths, this.options);
    return low < this.exponents.low || high > this.exponents.high;
  }

  /**
   * @param {Path[]} paths one for each style
   * @param {number} step
   */
  show(paths, step) {
    const { options } = this;
    if (!options) return;
    if (paths !== this.paths || step < this.step) this.restart();
    this.paths = paths;
    this.step = step;
    this.marks.clear();
    for (let index = options.styles.length - 1; index >= 0; index -= 1) {
      const style = options.styles[index];
      const last = Math.min(step, paths[index].last);
      if (!style.visible || last < 0) continue;
      this.extend(this.pens[index], style, paths[index], index, last);
      this.drawFront(style, paths[index], index, last);
    }
  }

  /**
   * @param {Pen} pen
   * @param {OptimizerStyle} style
   * @param {Path} path
   * @param {number} index
   * @param {number} last
   */
  extend(pen, style, path, index, last) {
    const line = new Path2D();
    const dashOffset = pen.length;
    line.moveTo(pen.px, pen.py);
    for (let step = pen.step + 1; step <= last; step += 1) {
      const [px, py] = this.pixelOf(index, step, path.loss[step]);
      const column = Math.floor(px);
      if (step === 0) {
        line.moveTo(px, py);
      } else if (column !== pen.column) {
        line.lineTo(px, py);
        pen.length += Math.hypot(px - pen.px, py - pen.py);
      } else if (py < pen.low || py > pen.high) {
        line.lineTo(px, py);
        pen.length += Math.abs(py - pen.py);
      } else {
        continue;
      }
      pen.low = column === pen.column ? Math.min(pen.low, py) : py;
      pen.high = column === pen.column ? Math.max(pen.high, py) : py;
      pen.column = column;
      pen.px = px;
      pen.py = py;
    }
    pen.step = last;
    this.stroke(line, style, dashOffset);
  }

  /**
   * @param {Path2D} line
   * @param {OptimizerStyle} style
   * @param {number} dashOffset
   */
  stroke(line, style, dashOffset) {
    const { context } = this.ink;
    context.lineJoin = "round";
    context.setLineDash(style.dash);
    context.lineDashOffset = dashOffset;
    context.lineWidth = LINE_WIDTH;
    context.strokeStyle = style.colour;
    context.globalAlpha = style.opacity;
    context.stroke(line);
    context.globalAlpha = 1;
  }

  /**
   * @param {OptimizerStyle} style
   * @param {Path} path
   * @param {number} index
   * @param {number} last
   */
  drawFront(style, path, index, last) {
    const { context } = this.marks;
    const [px, py] = this.pixelOf(index, last, path.loss[last]);
    context.globalAlpha = style.opacity;
    drawMarker(
      context,
      style.marker,
      px + MARKER_DIAMETER,
      py + MARKER_DIAMETER,
      MARKER_DIAMETER,
      style.colour,
      this.options?.palette.panel ?? "",
    );
    context.globalAlpha = 1;
  }

  /**
   * @param {number} index
   * @param {number} step
   * @param {number} loss
   * @returns {[number, number]}
   */
  pixelOf(index, step, loss) {
    const { evaluations, floor } = /** @type {CurveOptions} */ (this.options);
    const { width, height } = this.ink.size;
    const { low, high } = this.exponents;
    const exponent = Math.min(high, Math.max(low, Math.log10(Math.max(0, loss - floor))));
    return [(this.across(step, evaluations[index]) / this.lastX) * width, ((high - exponent) / (high - low)) * height];
  }

  /**
   * @param {number} step
   * @param {(step: number) => import("../core/landscapes/evaluations.js").Evaluations} evaluations
   * @returns {number} where a step lies on the horizontal axis
   */
  across(step, evaluations) {
    return this.options?.by === "evaluations" ? total(evaluations(step)) : step;
  }

  /**
   * Let Plotly show the curves while nothing moves.
   * @param {Path[]} paths
   * @param {number} step
   */
  async rest(paths, step) {
    if (this.options && !this.hidden) await this.react(this.options, curveTraces(this, this.options, paths, step));
  }

  /**
   * @param {CurveOptions} options
   * @param {object[]} traces
   */
  async react(options, traces) {
    const layout = curveLayout(this.element, options, this.exponents, this.lastX);
    const Plotly = await this.plotly;
    await Plotly.react(this.element, traces, layout, CONFIG);
  }
}

/**
 * @param {import("./canvas.js").Box} box
 * @param {number} margin
 * @returns {import("./canvas.js").Box} the box with a margin for the markers at its edges
 */
function grown({ left, top, width, height }, margin) {
  return { left: left - margin, top: top - margin, width: width + 2 * margin, height: height + 2 * margin };
}
