/**
 * The moving part of a plot, on three canvases: outlines of paths, paths, markers.
 * @module
 */

import { Layer } from "./canvas.js";
import { drawPathMarkers } from "./path-markers.js";
import { Trails } from "./trails.js";

/** @typedef {import("../core/landscapes/paths.js").Path} Path */
/** @typedef {import("./canvas.js").Box} Box */

/**
 * @typedef {object} OverlayOptions
 * @property {import("./optimizer-style.js").OptimizerStyle[]} styles
 * @property {import("./trails.js").Project} project
 * @property {import("./palette.js").Palette} palette
 * @property {{x: number, y: number, loss: number}[]} minima
 * @property {boolean} stepMarkers
 * @property {boolean} draws
 */

export class Overlay {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.casing = new Layer(parent, "overlay casing");
    this.ink = new Layer(parent, "overlay");
    this.marks = new Layer(parent, "overlay");
    this.trails = new Trails(this.casing, this.ink);
    /** @type {OverlayOptions | null} */
    this.options = null;
    /** @type {Path[]} */
    this.paths = [];
    this.step = -1;
  }

  /**
   * Lay the canvases over the plot's axes, and redraw everything.
   * @param {Box} box
   */
  place(box) {
    for (const layer of [this.casing, this.ink, this.marks]) layer.place(box);
    this.restart();
  }

  /** @param {OverlayOptions} options */
  configure(options) {
    this.options = options;
    this.trails.styles = options.styles;
    this.trails.project = options.project;
    this.trails.casingColour = options.palette.panel;
    this.trails.showDraws = options.draws;
    this.restart();
  }

  /** Redraw everything at the next `show`. */
  restart() {
    this.trails.clear();
    this.step = -1;
  }

  /**
   * Show the paths up to a step. Draws only what is new where that is possible.
   * @param {Path[]} paths one for each style
   * @param {number} step
   */
  show(paths, step) {
    if (!this.options) return;
    if (paths !== this.paths || step < this.step) this.restart();
    this.paths = paths;
    this.step = step;
    this.trails.advance(paths, step);
    drawPathMarkers(this.marks, this.trails, paths, step, this.options);
  }
}
