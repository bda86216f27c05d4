/**
 * The animation loop that keeps the pictures in step with the session.
 *
 * While something moves, each animation frame adds to the canvases. When nothing moves, Plotly draws the pictures.
 * @module
 */

import { LossCurves } from "../../charts/loss-curves.js";
import { readPalette } from "../../charts/palette.js";
import { styleOf } from "../../charts/optimizer-style.js";
import { evaluationsAt } from "../../core/landscapes/evaluations.js";
import { formatMeasure } from "../../core/shared/format.js";
import { lossFloor } from "../../core/landscapes/state.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { optimizerName } from "./names.js";
import { Stage } from "./stage.js";

/** @typedef {import("../../core/landscapes/state.js").Method} Method */
/** @typedef {import("../../core/landscapes/state.js").Optimizer} Optimizer */
/** @typedef {import("./session.js").Session} Session */

const REST_MILLISECONDS = 260;
const AXES_MILLISECONDS = 200;
const RESIZED_MILLISECONDS = 140;
const DIMMED = 0.16;

export class Renderer {
  /**
   * @param {() => Promise<any>} loadPlotly called when the map is painted
   * @param {Session} session
   * @param {() => import("../../core/shared/line-styles.js").Theme} theme the current theme
   * @param {import("./results-view.js").ResultsView} resultsView follows the pictures
   */
  constructor(loadPlotly, session, theme, resultsView) {
    const { promise: painted, resolve: onPainted } = /** @type {PromiseWithResolvers<void>} */ (
      Promise.withResolvers()
    );
    this.plotly = painted.then(nextFrame).then(loadPlotly);
    this.session = session;
    this.theme = theme;
    this.resultsView = resultsView;
    /** @type {number | null} index of the highlighted optimizer */
    this.highlighted = null;
    this.palette = readPalette(theme());
    this.stage = new Stage(
      this.plotly,
      byId("stage"),
      session,
      () => this.pathOptions(),
      () => {
        onPainted();
        this.move();
      },
    );
    this.curves = new LossCurves(this.plotly, byId("curves-plot"), byId("curves-overlay"));
    this.dirty = true;
    this.resting = false;
    /** The id of the requested animation frame; 0 if there is none. */
    this.scheduled = 0;
    this.movedAt = 0;
    this.axesAt = 0;
    this.arrived = true;
    /** The timer that waits until the stage keeps its size. */
    this.resizing = 0;
    session.addEventListener("state", (event) =>
      this.update(/** @type {import("./session.js").StateEvent} */ (event).before),
    );
    session.addEventListener("frames", () => {
      this.arrived = true;
      this.move();
    });
    session.addEventListener("play", () => this.move());
    new ResizeObserver(() => this.resize()).observe(byId("stage"));
    new ResizeObserver(() => this.curves.drawAxes().then(() => this.move())).observe(byId("curves-plot"));
  }

  /** Fetch and draw the landscape and the axes of the curves. */
  async open() {
    this.configureCurves();
    await Promise.all([this.stage.load(), this.curves.drawAxes()]);
  }

  /** Redraw in the new size at once, then fetch the landscape for the new view. */
  resize() {
    if (!this.stage.picture) return;
    this.stage.draw();
    clearTimeout(this.resizing);
    this.resizing = window.setTimeout(() => this.stage.load(), RESIZED_MILLISECONDS);
  }

  /** The options for drawing paths over the landscape. */
  pathOptions() {
    const { lab, surface } = this.session;
    const shows = (/** @type {import("../../core/landscapes/state.js").Layer} */ layer) =>
      !lab.hiddenLayers.includes(layer);
    return {
      styles: this.styles(),
      project: () => false,
      palette: this.palette,
      minima: shows("minima") ? surface.minima : [],
      stepMarkers: shows("beads"),
      draws: shows("draws"),
    };
  }

  styles() {
    return this.session.lab.optimizers.map((optimizer, index) => ({
      ...styleOf(optimizer, this.kindOf(optimizer), optimizerName(optimizer), this.theme()),
      opacity: this.highlighted === null || this.highlighted === index ? 1 : DIMMED,
    }));
  }

  curveOptions() {
    const { lab, surface, paths } = this.session;
    return {
      styles: this.styles(),
      palette: this.palette,
      by: lab.curves,
      evaluations: lab.optimizers.map(
        (optimizer) => (/** @type {number} */ step) => evaluationsAt(optimizer, this.kindOf(optimizer), step),
      ),
      steps: lab.steps,
      floor: lossFloor(surface, paths),
    };
  }

  /** Update the options of the curves, and the heading that says what is subtracted from the loss. */
  configureCurves() {
    const options = this.curveOptions();
    this.curves.configure(options);
    const { floor } = options;
    byId("loss-heading").textContent =
      floor < 0 ? t("curves.above", { floor: formatMeasure(floor) }) : t("curves.title");
  }

  /** @param {Optimizer} optimizer */
  kindOf(optimizer) {
    return /** @type {Method} */ (this.session.catalogue.methods.get(optimizer.rule)).kind;
  }

  /**
   * Highlight an optimizer.
   * @param {number | null} index null for none
   */
  highlight(index) {
    this.highlighted = index;
    this.restyle();
  }

  /** @param {import("../../core/landscapes/state.js").Lab} before */
  update(before) {
    const { lab } = this.session;
    const other = lab.surface !== before.surface || lab.expression !== before.expression;
    if (other || lab.surfaceSettings !== before.surfaceSettings) this.stage.load();
    else if (lab.view !== before.view) this.stage.map.preview(this.stage.view);
    else if (lab.mode !== before.mode || lab.heights !== before.heights) this.stage.draw();
    this.restyle();
    if (lab.curves !== before.curves || lab.steps !== before.steps) this.curves.drawAxes();
  }

  restyle() {
    this.stage.restyle();
    this.configureCurves();
    this.move();
  }

  /** Redraw in the colours of the theme. */
  recolour() {
    this.palette = readPalette(this.theme());
    this.restyle();
    this.stage.draw();
    this.curves.drawAxes();
  }

  /** Redraw in the next frame, because something has changed. */
  move() {
    this.dirty = true;
    this.resting = false;
    byId("lab").classList.remove("resting");
    this.requestFrame();
  }

  requestFrame() {
    this.scheduled ||= requestAnimationFrame((now) => this.frame(now));
  }

  /** @param {number} now milliseconds */
  frame(now) {
    this.scheduled = 0;
    const { session } = this;
    session.advanceTo(now);
    const moving = session.timeline.playing || this.dirty || session.streaming;
    if (moving) {
      this.dirty = false;
      this.movedAt = now;
      this.draw(now);
    } else if (!this.resting && this.highlighted === null && now - this.movedAt > REST_MILLISECONDS) {
      this.resting = true;
      this.rest();
    }
    if (!this.resting) this.requestFrame();
  }

  /** @param {number} now */
  draw(now) {
    const { paths, timeline, streaming } = this.session;
    this.stage.show();
    this.curves.show(paths, timeline.step);
    this.resultsView.follow(now);
    if (this.arrived && (now - this.axesAt > AXES_MILLISECONDS || !streaming)) {
      this.axesAt = now;
      this.arrived = false;
      if (lossFloor(this.session.surface, paths) !== this.curves.options?.floor) this.restyle();
      if (this.curves.outgrown(paths)) this.curves.drawAxes();
    }
  }

  /** Let Plotly draw the pictures. */
  async rest() {
    const { paths, timeline } = this.session;
    this.resultsView.settle();
    await Promise.all([this.stage.rest(), this.curves.rest(paths, timeline.step)]);
    byId("lab").classList.toggle("resting", this.resting);
  }
}

/** Wait until the browser has shown what was painted. */
function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
