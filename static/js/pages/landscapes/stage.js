/**
 * The stage: the map or the relief, with the paths and the start.
 * @module
 */

import { ContourMap } from "../../charts/contour-map.js";
import { Overlay } from "../../charts/path-overlay.js";
import { Layer } from "../../charts/canvas.js";
import { exitTrace, restingTraces } from "../../charts/path-traces.js";
import { formatCount } from "../../core/shared/format.js";
import { fitView, fromPixel, mapProject, viewWithin } from "../../core/shared/projection.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { hideBanner, isServerTrouble, problemText, showBanner } from "../shared/banner.js";
import { LandscapeSource } from "./landscape-source.js";
import { ReliefStage } from "./relief-stage.js";
import { bindStartHandle, placeStartHandle } from "./start-handle.js";

/** @typedef {import("../../charts/canvas.js").Painter} Painter */
/** @typedef {import("../../charts/path-overlay.js").OverlayOptions} OverlayOptions */
/** @typedef {import("../../core/shared/projection.js").View} View */
/** @typedef {import("./session.js").Session} Session */

const TOUCH_PIXELS = 7;

export class Stage {
  /**
   * @param {Promise<any>} plotly
   * @param {HTMLElement} element element that holds the plots and the handle of the start
   * @param {Session} session
   * @param {() => OverlayOptions} pathOptions options for drawing paths; the stage sets the projection
   * @param {() => void} onDrawn called when the landscape has been redrawn
   */
  constructor(plotly, element, session, pathOptions, onDrawn) {
    this.element = element;
    this.session = session;
    this.pathOptions = pathOptions;
    this.onDrawn = onDrawn;
    this.map = new ContourMap(plotly, /** @type {HTMLElement} */ (element.querySelector("#map")));
    this.inRelief = new ReliefStage(element, /** @type {HTMLElement} */ (element.querySelector("#relief")), session, {
      turn: () => {
        this.restyle();
        this.show();
      },
      pick: (px, py) => this.read(px, py),
      stepAt: (px, py) => this.stepAt(px, py),
    });
    this.relief = this.inRelief.relief;
    this.shadows = this.inRelief.shadows;
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
    this.pixel = new Float64Array(3);
    bindStartHandle(this.handle, this, session);
  }

  get mode() {
    return this.session.lab.mode === "relief" && this.relief.available ? "relief" : "map";
  }

  get plot() {
    return this.mode === "relief" ? this.relief : this.map;
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

  /** Redraw everything in the current theme and size: the canvases at once, and then the axes. */
  async draw() {
    this.element.dataset.mode = this.mode;
    this.map.hidden = this.mode === "relief";
    this.relief.hidden = this.mode === "map";
    if (this.ground && this.mode === "map") this.map.paint(this.ground);
    if (this.picture && this.mode === "relief") this.inRelief.draw(this.picture, this.pathOptions().palette);
    this.place();
    if (this.mode === "relief") this.inRelief.open(this.view);
    this.onDrawn();
    await this.drawPlot([]);
  }

  /** @returns {import("../../charts/map-ground.js").Ground | null} */
  get ground() {
    const { palette } = this.pathOptions();
    return this.picture && { ...this.picture, palette, tones: this.background ? "none" : "lit" };
  }

  /**
   * Let Plotly draw the axes of the map.
   * @param {object[]} traces over the ground
   */
  async drawPlot(traces) {
    this.drawing = this.drawing.then(async () => {
      if (this.ground && this.mode === "map") await this.map.draw(this.ground, traces);
    });
    await this.drawing;
  }

  /** Lay the canvases over the axes. */
  place() {
    this.overlay.place(this.plot.box);
    this.shadows.place();
    this.under.place(this.map.box);
    this.over.place(this.plot.box);
    this.restyle();
  }

  /** Update the options for drawing paths. */
  restyle() {
    const options = { ...this.pathOptions(), project: this.projection() };
    this.overlay.configure(options);
    if (this.mode === "relief") this.shadows.configure(options);
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
    if (this.mode === "relief") return this.relief.project;
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

  /**
   * Open the panel of the step at a place on the screen, if there is one.
   * @param {number} px pixels from the corner of the axes
   * @param {number} py
   * @returns {boolean}
   */
  read(px, py) {
    const { session } = this;
    const found = session.timeline.playing ? null : this.stepAt(px, py);
    if (!found || found.step === 0) return false;
    session.change((lab) => ({ ...lab, panel: "step", subject: found.optimizer }));
    session.seek(found.step);
    return true;
  }

  placeHandle() {
    placeStartHandle(this.handle, this.session.lab.start, this.view, this.projection(), this.plot.box);
  }

  /** Show the paths at the current step. */
  show() {
    const { paths, timeline } = this.session;
    this.overlay.show(paths, timeline.step);
    if (this.mode === "relief") this.shadows.show(paths, timeline.step);
  }

  /** Let Plotly draw the paths on the map while nothing moves. */
  async rest() {
    if (this.mode === "relief") return;
    const { session } = this;
    const options = { ...this.pathOptions(), project: this.projection() };
    /** @type {import("../../charts/path-traces.js").Describe} */
    const describe = (name, at, x, y, loss) =>
      [
        `<b>${name}</b>`,
        t("map.step", { step: formatCount(at) }),
        t("map.place", { x, y }),
        t("map.loss", { loss }),
      ].join("<br>");
    const { step } = session.timeline;
    const traces = [
      ...restingTraces(session.paths, step, options, session.lab.start, this.map.box, describe),
      ...this.exits().map((exit) => exitTrace(exit, this.map.box)),
    ];
    await this.drawPlot(traces);
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
