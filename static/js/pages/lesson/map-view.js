/**
 * A small version of the landscape lab's stage: the map with the paths and the handle of the start.
 * @module
 */

import { Layer } from "../../charts/canvas.js";
import { listenForGestures } from "../../charts/gestures.js";
import { ContourMap } from "../../charts/contour-map.js";
import { Overlay } from "../../charts/path-overlay.js";
import { readPalette } from "../../charts/palette.js";
import { styleOf } from "../../charts/optimizer-style.js";
import { contains, fitView, fromPixel, mapProject, viewWithin } from "../../core/shared/projection.js";
import { create } from "../../document/dom.js";
import { LandscapeSource } from "../landscapes/landscape-source.js";
import { optimizerName } from "../landscapes/names.js";
import { bindStartHandle, placeStartHandle, rounded } from "../landscapes/start-handle.js";
import { theme } from "../shared/theme.js";

/** @typedef {import("../landscapes/session.js").Session} Session */
/** @typedef {import("../../charts/canvas.js").Painter} Painter */

export class MapView {
  /**
   * @param {any} Plotly null for a map without axes
   * @param {HTMLElement} host
   * @param {Session} session
   * @param {(error: Error) => void} fail called if the landscape cannot be fetched
   */
  constructor(Plotly, host, session, fail) {
    this.session = session;
    this.fail = fail;
    const plot = create("div", { class: "plot" });
    const overlays = create("div", { class: "overlays" });
    this.handle = create("button", { type: "button", class: "start", hidden: true });
    this.element = create("div", { class: "stage" }, plot, overlays, this.handle);
    host.append(this.element);
    this.mode = "map";
    this.map = new ContourMap(Plotly, plot);
    this.overlay = new Overlay(overlays);
    this.over = new Layer(overlays, "annotation");
    this.source = new LandscapeSource(session.catalogue.limits);
    /** @type {import("../landscapes/landscape-source.js").Picture | null} */
    this.picture = null;
    /** Draws an annotation over everything else. @type {Painter | null} */
    this.annotation = null;
    /** Called after each frame. */
    this.onFrame = () => {};
    this.palette = readPalette(theme());
    /** The id of the requested animation frame; 0 if there is none. */
    this.scheduled = 0;
    this.visible = true;
    bindStartHandle(this.handle, this, session);
    listenForGestures(plot, { pick: ({ px, py }) => this.pick(px, py), move: () => {}, zoom: () => {} });
    session.addEventListener("state", (event) =>
      this.update(/** @type {import("../landscapes/session.js").StateEvent} */ (event).before),
    );
    for (const event of ["frames", "play"]) session.addEventListener(event, () => this.move());
    new ResizeObserver(() => this.load()).observe(this.element);
  }

  /** What the axes show. */
  get view() {
    const { lab, surface, catalogue } = this.session;
    return viewWithin(fitView(lab.view ?? surface.view, this.map.box), catalogue.limits.coordinate);
  }

  /**
   * @param {number} clientX
   * @param {number} clientY
   * @returns {{x: number, y: number}} the point of the plane under a place on the screen
   */
  pointAt(clientX, clientY) {
    return this.map.pointAt(this.view, clientX, clientY);
  }

  /** Fetch and draw the landscape. */
  async load() {
    if (this.map.box.width <= 0) return;
    try {
      const picture = await this.source.request(this.session.lab, this.view, this.map.box);
      if (!picture) return;
      this.picture = picture;
      await this.draw();
    } catch (error) {
      this.fail(/** @type {Error} */ (error));
    }
  }

  /** Redraw everything in the current theme and size. */
  async draw() {
    if (!this.picture) return;
    this.palette = readPalette(theme());
    await this.map.draw({ ...this.picture, palette: this.palette, tones: "lit" }, []);
    this.overlay.place(this.map.box);
    this.over.place(this.map.box);
    this.restyle();
  }

  /** Update the options for drawing paths. */
  restyle() {
    this.overlay.configure({
      styles: this.styles(),
      project: mapProject(this.view, this.map.box),
      palette: this.palette,
      minima: this.session.surface.minima,
      stepMarkers: true,
      draws: true,
    });
    placeStartHandle(this.handle, this.session.lab.start, this.view, mapProject(this.view, this.map.box), this.map.box);
    this.move();
  }

  styles() {
    const { lab, catalogue } = this.session;
    return lab.optimizers.map((optimizer) => {
      const { kind } = /** @type {import("../../core/landscapes/state.js").Method} */ (
        catalogue.methods.get(optimizer.rule)
      );
      return styleOf(optimizer, kind, optimizerName(optimizer), theme());
    });
  }

  /** @param {import("../../core/landscapes/state.js").Lab} before */
  update(before) {
    const { lab } = this.session;
    if (lab.surface !== before.surface) this.load();
    else this.restyle();
  }

  /**
   * Move the start there and run.
   * @param {number} px pixels from the corner of the plot
   * @param {number} py
   */
  pick(px, py) {
    const { box } = this.map;
    const point = fromPixel(this.view, box, px - box.left, py - box.top);
    if (!contains(this.view, point)) return;
    this.session.changeAndPlay((lab) => ({ ...lab, start: rounded(point, this, this.session) }));
  }

  /**
   * Move only while the map is visible.
   * @param {boolean} visible
   */
  setVisible(visible) {
    this.visible = visible;
    this.session.timeline.skipTime();
    if (visible) this.move();
  }

  /** Redraw in the next frame, because something has changed. */
  move() {
    if (this.visible) this.scheduled ||= requestAnimationFrame((now) => this.frame(now));
  }

  /** @param {number} now milliseconds */
  frame(now) {
    this.scheduled = 0;
    const { session } = this;
    session.advanceTo(now);
    this.overlay.show(session.paths, session.timeline.step);
    this.over.clear();
    this.annotation?.(this.over.context, mapProject(this.view, this.map.box), this.over.size);
    this.onFrame();
    if (session.timeline.playing) this.move();
  }
}
