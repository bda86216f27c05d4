/**
 * The lines of paths. Each frame adds only the new segments, so its cost does not depend on the length of the run.
 * @module
 */

import { CASING_WIDTH, PATH_WIDTH } from "../core/shared/line-styles.js";
import { clipSegment } from "../core/shared/projection.js";

/** @typedef {import("../core/landscapes/paths.js").Path} Path */
/** @typedef {import("./canvas.js").Layer} Layer */
/** @typedef {import("./optimizer-style.js").OptimizerStyle} OptimizerStyle */

/**
 * Projects a point to the screen: writes its pixels, and 1 if something hides it or else 0, and returns whether it is
 * in view. A loss of NaN stands for the surface itself.
 * @typedef {(x: number, y: number, loss: number, pixel: Float64Array) => boolean} Project
 */

/** @typedef {{px: number, py: number, angle: number, step: number}} Exit where a path leaves the frame, and in which direction */

const RING_DIAMETER = 8;
const RING_SPACING = 14;
const DRAW_DIAMETER = 2.5;
const DRAW_OPACITY = 0.4;
const DRAW_CELL = 3;
const MIN_DISTANCE = 0.7;
const MARGIN = 12;
const HIDDEN_DASH = [2, 4];
const HIDDEN_WIDTH = 1.4;
const HIDDEN_OPACITY = 0.45;

/** How far the path of one optimizer is drawn. */
class Pen {
  constructor() {
    this.step = -1;
    this.px = 0;
    this.py = 0;
    /** The length drawn so far in pixels, where the dash pattern continues. */
    this.length = 0;
    this.ringLength = 0;
    /** Whether something hides the end of the path. */
    this.hidden = false;
    /** @type {number[]} the steps at which a search improved */
    this.improvements = [];
    /** @type {Exit | null} */
    this.exit = null;
    /** @type {Set<number>} cells that already show a draw */
    this.drawn = new Set();
  }
}

export class Trails {
  /**
   * @param {Layer} casing below all lines
   * @param {Layer} ink
   */
  constructor(casing, ink) {
    this.casing = casing;
    this.ink = ink;
    /** @type {OptimizerStyle[]} */
    this.styles = [];
    /** @type {Pen[]} */
    this.pens = [];
    /** @type {Project} */
    this.project = () => false;
    this.casingColour = "";
    this.showDraws = true;
    this.hiddenOpacity = HIDDEN_OPACITY;
    this.pixel = new Float64Array(3);
  }

  /** Erase all paths. */
  clear() {
    this.casing.clear();
    this.ink.clear();
    this.pens = this.styles.map(() => new Pen());
  }

  /**
   * Draw what is new up to a step.
   * @param {Path[]} paths one for each style
   * @param {number} step
   */
  advance(paths, step) {
    this.styles.forEach((style, index) => {
      if (style.visible) this.extend(this.pens[index], style, paths[index], Math.min(step, paths[index].last));
    });
  }

  /**
   * @param {Pen} pen
   * @param {OptimizerStyle} style
   * @param {Path} path
   * @param {number} last
   */
  extend(pen, style, path, last) {
    if (last <= pen.step) return;
    if (style.kind === "search" && this.showDraws) this.drawTried(pen, style, path, last);
    const { x, y, loss } = path;
    const stroke = new Stroke(this, pen, style);
    for (let step = pen.step + 1; step <= last; step += 1) {
      if (!this.project(x[step], y[step], loss[step], this.pixel)) continue;
      const [px, py, hidden] = this.pixel;
      stroke.hide(hidden === 1);
      if (step === 0) {
        pen.px = px;
        pen.py = py;
      } else if (Math.abs(px - pen.px) + Math.abs(py - pen.py) >= MIN_DISTANCE) {
        if (style.kind === "search") pen.improvements.push(step);
        stroke.lineTo(px, py, step);
      }
    }
    stroke.finish();
    pen.step = last;
  }

  /**
   * Draw each point that a search tried as a faint dot, and points in the same place only once.
   * @param {Pen} pen
   * @param {OptimizerStyle} style
   * @param {Path} path
   * @param {number} last
   */
  drawTried(pen, style, path, last) {
    const { context, size } = this.casing;
    const dots = new Path2D();
    const before = pen.drawn.size;
    const across = Math.ceil(size.width / DRAW_CELL);
    for (let step = pen.step + 1; step <= last; step += 1) {
      if (!this.project(path.triedX[step], path.triedY[step], NaN, this.pixel)) continue;
      const [px, py, hidden] = this.pixel;
      if (hidden || px < 0 || py < 0 || px > size.width || py > size.height) continue;
      const cell = Math.floor(py / DRAW_CELL) * across + Math.floor(px / DRAW_CELL);
      if (pen.drawn.has(cell)) continue;
      pen.drawn.add(cell);
      dots.moveTo(px + DRAW_DIAMETER / 2, py);
      dots.arc(px, py, DRAW_DIAMETER / 2, 0, 2 * Math.PI);
    }
    if (pen.drawn.size === before) return;
    context.globalAlpha = DRAW_OPACITY * style.opacity;
    context.fillStyle = style.colour;
    context.fill(dots);
    context.globalAlpha = 1;
  }
}

/** The new segments of one path, clipped to the frame. */
class Stroke {
  /**
   * @param {Trails} trails
   * @param {Pen} pen
   * @param {OptimizerStyle} style
   */
  constructor(trails, pen, style) {
    this.trails = trails;
    this.pen = pen;
    this.style = style;
    this.line = new Path2D();
    this.empty = true;
    this.dashOffset = pen.length;
  }

  /**
   * Continue the line in front of what hides it, or behind.
   * @param {boolean} hidden
   */
  hide(hidden) {
    if (hidden === this.pen.hidden) return;
    this.finish();
    this.pen.hidden = hidden;
  }

  /**
   * @param {number} px
   * @param {number} py
   * @param {number} step
   */
  lineTo(px, py, step) {
    const { pen } = this;
    const { size } = this.trails.ink;
    const dx = px - pen.px;
    const dy = py - pen.py;
    const part = clipSegment(pen.px, pen.py, px, py, size, MARGIN);
    if (part) {
      const [enter, leave] = part;
      if (enter > 0) this.finish();
      if (this.empty) this.line.moveTo(pen.px + enter * dx, pen.py + enter * dy);
      this.line.lineTo(pen.px + leave * dx, pen.py + leave * dy);
      this.empty = false;
      pen.length += (leave - enter) * Math.hypot(dx, dy);
      if (leave < 1) this.finish();
    }
    this.noteExit(px, py, step);
    pen.px = px;
    pen.py = py;
    if (this.style.kind === "rings" && pen.length - pen.ringLength >= RING_SPACING) this.ring(px, py);
  }

  /**
   * @param {number} px
   * @param {number} py
   * @param {number} step
   */
  noteExit(px, py, step) {
    const { pen } = this;
    const { size } = this.trails.ink;
    const part = clipSegment(pen.px, pen.py, px, py, size, 0);
    if (part && part[1] < 1) {
      const [, leave] = part;
      pen.exit = {
        px: pen.px + leave * (px - pen.px),
        py: pen.py + leave * (py - pen.py),
        angle: Math.atan2(py - pen.py, px - pen.px),
        step,
      };
    } else if (part) {
      pen.exit = null;
    }
  }

  /**
   * @param {number} px
   * @param {number} py
   */
  ring(px, py) {
    const ring = new Path2D();
    ring.arc(px, py, RING_DIAMETER / 2, 0, 2 * Math.PI);
    this.pen.ringLength = this.pen.length;
    this.paint(ring, 1.4, 3.2, []);
  }

  /** Draw the collected segments on the canvases. */
  finish() {
    if (this.empty) return;
    if (this.style.kind !== "rings") this.paint(this.line, PATH_WIDTH, CASING_WIDTH, this.style.dash);
    this.line = new Path2D();
    this.empty = true;
    this.dashOffset = this.pen.length;
  }

  /**
   * @param {Path2D} shape
   * @param {number} width
   * @param {number} casingWidth
   * @param {number[]} dash
   */
  paint(shape, width, casingWidth, dash) {
    if (this.pen.hidden) return this.paintHidden(shape);
    const { casing, ink, casingColour } = this.trails;
    casing.context.lineJoin = "round";
    casing.context.lineWidth = casingWidth;
    casing.context.strokeStyle = casingColour;
    casing.context.globalAlpha = this.style.opacity;
    casing.context.stroke(shape);
    casing.context.globalAlpha = 1;
    const { context } = ink;
    context.lineJoin = "round";
    context.lineCap = dash.length ? "butt" : "round";
    context.setLineDash(dash);
    context.lineDashOffset = this.dashOffset;
    context.lineWidth = width;
    context.strokeStyle = this.style.colour;
    context.globalAlpha = this.style.opacity;
    context.stroke(shape);
    context.globalAlpha = 1;
  }
  /** @param {Path2D} shape */
  paintHidden(shape) {
    const { ink, hiddenOpacity } = this.trails;
    const { context } = ink;
    context.lineCap = "butt";
    context.setLineDash(HIDDEN_DASH);
    context.lineWidth = HIDDEN_WIDTH;
    context.strokeStyle = this.style.colour;
    context.globalAlpha = hiddenOpacity * this.style.opacity;
    context.stroke(shape);
    context.globalAlpha = 1;
  }
}
