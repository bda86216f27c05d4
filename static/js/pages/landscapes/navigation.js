/**
 * Navigation on the map: dragging, zooming, picking a start, and returning to the original view.
 * @module
 */

import { listenForGestures } from "../../charts/gestures.js";
import { contains, fromPixel, moveView, span, zoomView } from "../../core/shared/projection.js";
import { rounded } from "./start-handle.js";

/** @typedef {import("../../core/shared/projection.js").View} View */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./stage.js").Stage} Stage */

const SETTLE_MILLISECONDS = 140;
const MIN_WIDTH = 1e-9;
const CLOSE_UP = 0.12;

export class Navigation {
  /**
   * @param {Stage} stage
   * @param {Session} session
   */
  constructor(stage, session) {
    this.stage = stage;
    this.session = session;
    this.timer = 0;
    const inAxes = (/** @type {number} */ px, /** @type {number} */ py) => {
      const { box } = stage.map;
      return fromPixel(stage.view, box, px - box.left, py - box.top);
    };
    listenForGestures(stage.map.element, {
      pick: ({ px, py }) => {
        const { left, top } = stage.map.box;
        if (!stage.read(px - left, py - top)) this.pick(inAxes(px, py));
      },
      move: (dx, dy) => this.move(dx, dy),
      zoom: (factor, { px, py }) => this.show(zoomView(stage.view, factor, inAxes(px, py))),
    });
  }

  /**
   * Move the start there and run.
   * @param {{x: number, y: number}} point
   */
  pick(point) {
    if (!contains(this.stage.view, point)) return;
    this.session.changeAndPlay((lab) => ({ ...lab, start: rounded(point, this.stage, this.session) }));
  }

  /**
   * @param {number} dx pixels
   * @param {number} dy pixels
   */
  move(dx, dy) {
    const { view, map } = this.stage;
    this.show(moveView(view, (-dx / map.box.width) * span(view.x), (dy / map.box.height) * span(view.y)));
  }

  /**
   * Show a view at once, and fetch its landscape when the movement pauses.
   * @param {View} view
   */
  show(view) {
    const { limits } = this.session.catalogue;
    const bounds = [view.x.low, view.x.high, view.y.low, view.y.high];
    const reachable = bounds.every((bound) => bound >= limits.coordinate.low && bound <= limits.coordinate.high);
    if (!reachable || span(view.x) < MIN_WIDTH) return;
    this.session.change((lab) => ({ ...lab, view }));
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.stage.load(), SETTLE_MILLISECONDS);
  }

  /** Return to the surface's own view. */
  home() {
    this.session.change((lab) => ({ ...lab, view: null, camera: null }));
    this.stage.load();
  }

  /** Zoom in on the optimizer with the lowest loss, or return from a close-up. */
  toggleCloseUp() {
    if (this.session.lab.view) return this.home();
    const { paths, timeline } = this.session;
    const ends = paths
      .filter((path) => path.last >= 0)
      .map((path) => ({ path, at: Math.min(timeline.step, path.last) }))
      .sort((one, other) => one.path.loss[one.at] - other.path.loss[other.at]);
    if (ends.length === 0) return;
    const [{ path, at }] = ends;
    const { view } = this.stage;
    const centred = moveView(
      view,
      path.x[at] - (view.x.low + view.x.high) / 2,
      path.y[at] - (view.y.low + view.y.high) / 2,
    );
    this.show(zoomView(centred, CLOSE_UP, { x: path.x[at], y: path.y[at] }));
  }
}
