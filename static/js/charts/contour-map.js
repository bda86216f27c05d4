/**
 * The map under the paths: its ground on a canvas, and over it Plotly's axes and traces.
 * @module
 */

import { fromPixel, toPixel } from "../core/shared/projection.js";
import { Layer } from "./canvas.js";
import { emphasise, labelContours, paintGround } from "./map-ground.js";
import { CONFIG } from "./plotly.js";

/** @typedef {import("../core/shared/projection.js").View} View */
/** @typedef {import("./canvas.js").Box} Box */
/** @typedef {import("./map-ground.js").Contour} Contour */
/** @typedef {import("./map-ground.js").Ground} Ground */
/** @typedef {import("./palette.js").Palette} Palette */

const WIDE_MARGINS = { left: 36, right: 10, top: 10, bottom: 26 };
const NARROW_MARGINS = { left: 28, right: 6, top: 6, bottom: 22 };
const NO_MARGINS = { left: 0, right: 0, top: 0, bottom: 0 };
const NARROW = 500;
const TOUCH_PIXELS = 6;
const TRANSPARENT = "rgba(0,0,0,0)";

export class ContourMap {
  /**
   * @param {any} plotly Plotly, or the promise of it: the ground is painted before it has arrived; null for a map
   *   without axes
   * @param {HTMLElement} element
   */
  constructor(plotly, element) {
    this.plotly = plotly;
    this.element = element;
    /** The parent, which keeps the size of the map while that is hidden. */
    this.frame = /** @type {HTMLElement} */ (element.parentElement);
    this.layer = new Layer(this.frame, "ground");
    this.emphasis = new Layer(this.frame, "ground");
    element.before(this.layer.canvas, this.emphasis.canvas);
    /** @type {Ground | null} what is painted */
    this.ground = null;
    /** @type {Contour[]} */
    this.contours = [];
    element.addEventListener("pointermove", (event) => this.point(event));
    element.addEventListener("pointerleave", () => this.emphasis.clear());
  }

  /** @param {boolean} hidden */
  set hidden(hidden) {
    for (const part of [this.element, this.layer.canvas, this.emphasis.canvas]) part.hidden = hidden;
  }

  /**
   * Where the axes are, in pixels of the element.
   * @returns {Box}
   */
  get box() {
    const { clientWidth, clientHeight } = this.frame;
    const framed = clientWidth < NARROW ? NARROW_MARGINS : WIDE_MARGINS;
    const { left, right, top, bottom } = this.plotly === null ? NO_MARGINS : framed;
    return { left, top, width: clientWidth - left - right, height: clientHeight - top - bottom };
  }

  /**
   * @param {View} view what the axes show, or will show
   * @param {number} clientX
   * @param {number} clientY
   * @returns {{x: number, y: number}} the point of the plane under a place on the screen
   */
  pointAt(view, clientX, clientY) {
    const { left, top } = this.element.getBoundingClientRect();
    const { box } = this;
    return fromPixel(view, box, clientX - left - box.left, clientY - top - box.top);
  }

  /**
   * @param {Ground} ground
   * @param {object[]} traces of Plotly over the ground
   */
  async draw(ground, traces) {
    this.paint(ground);
    const Plotly = await this.plotly;
    await Plotly?.react(this.element, traces, this.layout(ground), CONFIG);
  }

  /**
   * Paint the ground, if it or its size has changed.
   * @param {Ground} ground
   */
  paint(ground) {
    this.resetMove();
    const { box, layer } = this;
    const { width, height } = layer.size;
    const { ground: painted } = this;
    const parts = /** @type {(keyof Ground)[]} */ (Object.keys(ground));
    if (
      painted &&
      box.width === width &&
      box.height === height &&
      parts.every((part) => painted[part] === ground[part])
    )
      return;
    layer.place(box);
    this.emphasis.place(box);
    this.contours = paintGround(layer, ground);
    labelContours(layer, this.contours, ground.palette);
    this.ground = ground;
  }

  /**
   * Emphasise the contour line under the pointer.
   * @param {PointerEvent} event
   */
  point({ clientX, clientY, pointerType, buttons }) {
    this.emphasis.clear();
    if (!this.ground || pointerType !== "mouse" || buttons !== 0) return;
    const { left, top } = this.layer.canvas.getBoundingClientRect();
    const pointer = { px: clientX - left, py: clientY - top };
    const contour = nearest(this.contours, pointer);
    if (contour) emphasise(this.emphasis, contour, pointer, this.ground.palette);
  }

  /**
   * Move the image at once. The axes follow with the next `draw`.
   * @param {View} view
   */
  preview(view) {
    if (!this.ground) return;
    const { box } = this;
    const { x, y } = this.ground.view;
    const [left, top] = toPixel(view, box, x.low, y.high);
    const [right, bottom] = toPixel(view, box, x.high, y.low);
    const scale = (right - left) / box.width;
    const cut = [-top, right - box.width, bottom - box.height, -left].map((part) => `${Math.max(0, part) / scale}px`);
    Object.assign(this.layer.canvas.style, {
      transform: `translate(${left}px, ${top}px) scale(${scale})`,
      clipPath: `inset(${cut.join(" ")})`,
    });
    this.emphasis.clear();
  }

  resetMove() {
    Object.assign(this.layer.canvas.style, { transform: "", clipPath: "" });
  }

  /** @param {Ground} ground */
  layout({ view, palette }) {
    const { box } = this;
    const { clientWidth: width, clientHeight: height } = this.frame;
    const axis = {
      fixedrange: true,
      showgrid: false,
      zeroline: false,
      ticks: "",
      tickfont: { size: width < NARROW ? 11 : 12, color: palette.muted },
      nticks: width < NARROW ? 6 : 9,
    };
    return {
      width,
      height,
      margin: { l: box.left, t: box.top, r: width - box.left - box.width, b: height - box.top - box.height, pad: 0 },
      paper_bgcolor: TRANSPARENT,
      plot_bgcolor: TRANSPARENT,
      font: { family: getComputedStyle(this.element).fontFamily, color: palette.ink },
      hoverlabel: { bgcolor: palette.panel, font: { size: 12, color: palette.ink }, align: "left" },
      hovermode: "closest",
      hoverdistance: 8,
      showlegend: false,
      dragmode: false,
      modebar: { bgcolor: "rgba(0,0,0,0)", color: palette.muted, activecolor: palette.ink },
      xaxis: { ...axis, range: [view.x.low, view.x.high] },
      yaxis: { ...axis, range: [view.y.low, view.y.high] },
    };
  }
}

/**
 * @param {Contour[]} contours
 * @param {{px: number, py: number}} pointer
 * @returns {Contour | null} the contour nearest to the pointer; null if none is near
 */
function nearest(contours, { px, py }) {
  let found = null;
  let least = TOUCH_PIXELS;
  for (const contour of contours) {
    for (const line of contour.lines) {
      for (const [x, y] of line) {
        const distance = Math.hypot(x - px, y - py);
        if (distance < least) [least, found] = [distance, contour];
      }
    }
  }
  return found;
}
