/**
 * The stage: the map or the relief, with the paths and the start.
 * @module
 */

import { ContourMap } from "../../charts/contour-map.js";
import { Overlay } from "../../charts/path-overlay.js";
import { Relief } from "../../charts/relief.js";
import { Layer } from "../../charts/canvas.js";
import { exitTrace, reliefTraces, restingTraces } from "../../charts/path-traces.js";
import { formatCount } from "../../core/shared/format.js";
import { fitView, fromPixel, mapProject, viewWithin } from "../../core/shared/projection.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { hideBanner, isServerTrouble, problemText, showBanner } from "../shared/banner.js";
import { LandscapeSource } from "./landscape-source.js";
import { bindStartHandle, placeStartHandle } from "./start-handle.js";

/** @typedef {import("../../charts/canvas.js").Painter} Painter */
/** @typedef {import("../../charts/path-overlay.js").OverlayOptions} OverlayOptions */
/** @typedef {import("../../core/shared/projection.js").View} View */
/** @typedef {import("./session.js").Session} Session */

const TOUCH_PIXELS = 7;
const TRANSPARENT = "rgba(0,0,0,0)";

export class Stage {
  /**
   * @param {any} Plotly
   * @param {HTMLElement} element element that holds the plots and the handle of the start
   * @param {Session} session
   * @param {() => OverlayOptions} pathOptions options for drawing paths; the stage sets the projection
   * @param {() => void} onDrawn called when the landscape has been redrawn
   */
  constructor(Plotly, element, session, pathOptions, onDrawn) {
    this.element = element;
    this.session = session;
    this.pathOptions = pathOptions;
    this.onDrawn = onDrawn;
    this.map = new ContourMap(Plotly, /** @type {HTMLElement} */ (element.querySelector("#map")));
    this.relief = new Relief(Plotly, /** @type {HTMLElement} */ (element.querySelector("#relief")), (camera) =>
      session.change((lab) => ({ ...lab, camera })),
    );
    this.under = new Layer(/** @type {HTMLElement} */ (element.querySelector("#underlay")), "annotation");
    this.overlay = new Overlay(/** @type {HTMLElement} */ (element.querySelector("#overlay")));
    this.over = new Layer(/** @type {HTMLElement} */ (element.querySelector("#overlay")), "annotation");
    /** @type {Painter | null} */
    this.background = null;
    /** @type {Painter | null} */
    this.annotation = null;
    this.handle = /** @type {HTMLElement} */ (element.querySelector("#start"));
    this.source = new LandscapeSource(session.catalogue.limits);
    /** @type {import("./landscape-source.js").Picture | null} */
    this.picture = null;
    /** @type {Promise<void>} */
    this.drawing = Promise.resolve();
    this.signature = "";
    /** Whether Plotly draws the paths on the relief. */
    this.traced = false;
    this.pixel = new Float64Array(2);
    bindStartHandle(this.handle, this, session);
  }

  get mode() {
    return this.session.lab.mode === "relief" && this.relief.available ? "relief" : "map";
  }

  get plot() {
    return this.mode === "relief" ? this.relief : this.map;
  }

  /** Whether the relief's camera cannot be read, so that only Plotly can draw paths. */
  get blind() {
    return this.mode === "relief" && this.relief.view !== null && !this.relief.camera;
  }

  /** The view that the axes show, or will show when the landscape has arrived. @returns {View} */
  get view() {
    const { lab, surface, catalogue } = this.session;
    return viewWithin(fitView(lab.view ?? surface.view, this.map.box), catalogue.limits.coordinate);
  }

  /**
   * @param {number} clientX
   * @param {number} clientY
   * @returns {{x: number, y: number}} the point of the plane under a place on the renderer
   */
  pointAt(clientX, clientY) {
    return this.map.pointAt(this.view, clientX, clientY);
  }

  /** Fetch and draw the landscape of the current view. If that fails, the last one stays. */
  async load() {
    this.element.classList.add("loading");
    try {
      const picture = await this.source.request(this.session.lab, this.view, this.map.box);
      if (!picture) return;
      this.picture = picture;
      hideBanner("map-banner");
      byId("map-note").textContent = this.session.lab.expression === null ? "" : noteOn(picture);
    } catch (error) {
      if (!isServerTrouble(error)) throw error;
      showBanner("map-banner", problemText(error), t("banner.try_again"), () => this.load());
    }
    this.element.classList.remove("loading");
    await this.draw();
  }

  /** Redraw everything in the current theme and size. */
  async draw() {
    this.drawing = this.drawing.then(() => this.drawPlot([]));
    await this.drawing;
    this.place();
    this.onDrawn();
  }

  /** @param {object[]} traces of Plotly over the landscape */
  async drawPlot(traces) {
    if (!this.picture) return;
    const { landscape, lossScale, view } = this.picture;
    const { palette } = this.pathOptions();
    this.element.dataset.mode = this.mode;
    this.map.element.hidden = this.mode === "relief";
    this.relief.element.hidden = this.mode === "map";
    if (this.mode === "relief")
      await this.relief.draw(landscape, lossScale, view, palette, this.session.lab.camera, traces);
    else await this.map.draw(landscape, lossScale, view, this.background ? clear(palette) : palette, traces);
  }

  /** Lay the canvases over the axes. */
  place() {
    this.overlay.place(this.plot.box);
    this.under.place(this.map.box);
    this.over.place(this.plot.box);
    this.restyle();
  }

  /** Update the options for drawing paths. */
  restyle() {
    this.overlay.configure({ ...this.pathOptions(), project: this.projection() });
    this.placeHandle();
    this.annotate();
  }

  /**
   * Colour the plane by something other than the loss. The contours stay.
   * @param {Painter | null} background null restores the colours of the loss
   */
  paintBackground(background) {
    const switched = (background === null) !== (this.background === null);
    this.background = background;
    if (switched) this.draw();
    else this.annotate();
  }

  /**
   * Draw an annotation over everything else.
   * @param {Painter | null} annotation null removes it
   */
  paintOver(annotation) {
    this.annotation = annotation;
    this.annotate();
  }

  annotate() {
    const project = this.projection();
    this.under.clear();
    this.over.clear();
    if (this.mode === "map") this.background?.(this.under.context, project, this.under.size);
    this.annotation?.(this.over.context, project, this.over.size);
  }

  /** @returns {import("../../charts/trails.js").Project} */
  projection() {
    if (this.mode === "relief") {
      const { camera } = this.relief;
      this.signature = String(camera?.signature);
      return camera ? camera.project : () => false;
    }
    return mapProject(this.view, this.map.box);
  }

  /**
   * Find the step of a path near a point of the screen.
   * @param {number} px pixels from the corner of the axes
   * @param {number} py
   * @returns {{optimizer: number, step: number} | null} null where there is none
   */
  stepAt(px, py) {
    const { paths, timeline } = this.session;
    const project = this.projection();
    let nearest = null;
    let least = TOUCH_PIXELS;
    this.overlay.trails.styles.forEach(({ visible }, optimizer) => {
      if (!visible) return;
      const { x, y, loss, last } = paths[optimizer];
      for (let step = 0; step <= Math.min(timeline.step, last); step += 1) {
        if (!project(x[step], y[step], loss[step], this.pixel)) continue;
        const distance = Math.hypot(this.pixel[0] - px, this.pixel[1] - py);
        if (distance < least) [least, nearest] = [distance, { optimizer, step }];
      }
    });
    return nearest;
  }

  placeHandle() {
    placeStartHandle(this.handle, this.session.lab.start, this.view, this.projection(), this.plot.box);
  }

  /** Show the paths at the current step. */
  show() {
    if (this.mode === "relief" && String(this.relief.camera?.signature) !== this.signature) this.restyle();
    this.overlay.show(this.session.paths, this.session.timeline.step);
  }

  /** Let Plotly draw the paths while nothing moves. */
  async rest() {
    const { session } = this;
    const options = { ...this.pathOptions(), project: this.projection() };
    /** @type {import("../../charts/path-traces.js").Describe} */
    const describe = (name, at, x, y, loss) => t("map.hover", { name, step: formatCount(at), x, y, loss });
    const { step } = session.timeline;
    const traces =
      this.mode === "relief"
        ? reliefTraces(session.paths, step, options, this.relief, describe)
        : [
            ...restingTraces(session.paths, step, options, session.lab.start, this.map.box, describe),
            ...this.exits().map((exit) => exitTrace(exit, this.map.box)),
          ];
    this.traced = this.mode === "relief";
    this.drawing = this.drawing.then(() => this.drawPlot(traces));
    await this.drawing;
  }

  /**
   * Draw the paths on the canvases again. On the map Plotly's traces are only hidden; the relief is redrawn without
   * them.
   */
  wake() {
    if (!this.traced || this.blind) return;
    this.traced = false;
    this.drawing = this.drawing.then(() => this.drawPlot([]));
  }

  /** The points where paths have left the frame. */
  exits() {
    const { styles, pens } = this.overlay.trails;
    return pens.flatMap(({ exit }, index) => {
      if (!exit || !styles[index].visible) return [];
      return [{ ...exit, ...fromPixel(this.view, this.map.box, exit.px, exit.py), colour: styles[index].colour }];
    });
  }
}

/**
 * @param {import("./landscape-source.js").Picture} picture
 * @returns {string} a note on a landscape without any contours; empty for others
 */
function noteOn({ landscape }) {
  const losses = new Set(landscape.loss.flat());
  if (losses.size > 1) return "";
  return t(losses.has(null) ? "own_loss.nowhere" : "own_loss.constant");
}

/**
 * @param {import("../../charts/palette.js").Palette} palette
 * @returns {import("../../charts/palette.js").Palette} a palette in which the map is transparent
 */
function clear(palette) {
  const scale = /** @type {[number, string][]} */ ([0, 1].map((at) => [at, TRANSPARENT]));
  return { ...palette, paper: TRANSPARENT, holes: TRANSPARENT, scale };
}
