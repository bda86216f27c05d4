/**
 * What ties the paths of a relief to its floor: their shadows, and lines that drop from the start and from each end.
 * @module
 */

import { Layer } from "../canvas.js";
import { Trails } from "../trails.js";

/** @typedef {import("../../core/landscapes/paths.js").Path} Path */
/** @typedef {import("../path-overlay.js").OverlayOptions} OverlayOptions */
/** @typedef {import("./relief.js").Relief} Relief */

const SHADOW_OPACITY = 0.4;
const DROP_DASH = [3, 3];
const DROP_OPACITY = 0.7;

export class ReliefShadows {
  /** @param {Relief} relief */
  constructor(relief) {
    this.relief = relief;
    this.shadows = new Layer(relief.element, "annotation");
    this.drops = new Layer(relief.element, "annotation");
    this.trails = new Trails(this.shadows, this.shadows);
    this.trails.casingColour = "transparent";
    this.trails.showDraws = false;
    this.trails.hiddenOpacity = 0;
    /** @type {OverlayOptions | null} */
    this.options = null;
    /** @type {Path[]} */
    this.paths = [];
    this.step = -1;
    this.pixel = new Float64Array(3);
  }

  /** Everything that is drawn, from back to front. */
  get layers() {
    return [this.shadows, this.drops];
  }

  place() {
    for (const layer of this.layers) layer.place(this.relief.box);
  }

  /** @param {OverlayOptions} options with which the paths are drawn */
  configure(options) {
    const { ink } = options.palette;
    this.options = options;
    this.trails.styles = options.styles.map((style) => ({
      ...style,
      dash: [],
      colour: ink,
      opacity: SHADOW_OPACITY * style.opacity,
    }));
    this.trails.project = this.relief.projectOnFloor;
    this.step = -1;
  }

  /**
   * @param {Path[]} paths
   * @param {number} step
   */
  show(paths, step) {
    if (!this.options) return;
    if (paths !== this.paths || this.step === -1 || step < this.step) this.trails.clear();
    this.paths = paths;
    this.step = step;
    this.trails.advance(paths, step);
    this.drops.clear();
    const { styles, palette } = this.options;
    styles.forEach((style, index) => {
      const path = paths[index];
      const last = Math.min(step, path.last);
      if (style.visible && last >= 0) this.drop(path.x[last], path.y[last], path.loss[last], style.colour);
    });
    if (paths.length && paths[0].last >= 0) this.drop(paths[0].x[0], paths[0].y[0], NaN, palette.accent);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} loss
   * @param {string} colour
   */
  drop(x, y, loss, colour) {
    const { context } = this.drops;
    const { project, projectOnFloor } = this.relief;
    if (!project(x, y, loss, this.pixel)) return;
    const [fromX, fromY] = this.pixel;
    projectOnFloor(x, y, loss, this.pixel);
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(this.pixel[0], this.pixel[1]);
    context.setLineDash(DROP_DASH);
    context.lineWidth = 1;
    context.strokeStyle = colour;
    context.globalAlpha = DROP_OPACITY;
    context.stroke();
    context.globalAlpha = 1;
  }
}
