/**
 * The picture on the page with what a panel draws over it. Visitors point at it by mouse, finger or arrow keys.
 * @module
 */

import { Layer } from "../../charts/canvas.js";

/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {{x: number, y: number}} Point in pixels of the picture */

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class PictureView {
  /**
   * @param {HTMLElement} element focusable element that receives the picture
   * @param {object} reader
   * @param {(point: Point | null) => void} reader.point called with the point that the visitor points at; null for none
   * @param {() => void} reader.draw called to redraw over the picture
   * @param {() => number} reader.stride distance that an arrow key moves, in pixels of the picture
   */
  constructor(element, reader) {
    this.element = element;
    this.reader = reader;
    this.layer = new Layer(element, "over");
    /** @type {Picture | null} */
    this.picture = null;
    /** @type {Point | null} */
    this.at = null;
    element.addEventListener("pointermove", (event) => this.goTo(this.pointOf(event)));
    element.addEventListener("pointerdown", (event) => this.goTo(this.pointOf(event)));
    element.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && this.goTo(null));
    element.addEventListener("keydown", (event) => this.press(event));
    element.addEventListener("blur", () => this.goTo(null));
    new ResizeObserver(() => this.place()).observe(element);
  }

  /** @param {Picture} picture */
  show(picture) {
    this.picture?.canvas.remove();
    this.picture = picture;
    this.at = null;
    picture.canvas.className = "picture-canvas";
    picture.canvas.ariaHidden = "true";
    this.element.style.setProperty("--ratio", String(picture.width / picture.height));
    this.element.prepend(picture.canvas);
    this.place();
  }

  /** Screen pixels for each pixel of the picture. */
  get scale() {
    return this.picture ? this.layer.size.width / this.picture.width : 1;
  }

  place() {
    const { clientWidth: width, clientHeight: height } = this.element;
    this.layer.place({ left: 0, top: 0, width, height });
    this.reader.draw();
  }

  /** @param {PointerEvent} event */
  pointOf({ clientX, clientY }) {
    const { left, top } = this.element.getBoundingClientRect();
    return { x: (clientX - left) / this.scale, y: (clientY - top) / this.scale };
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const arrow = ARROWS[event.key];
    if (!arrow || !this.picture || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const stride = this.reader.stride();
    const { x, y } = this.at ?? { x: this.picture.width / 2, y: this.picture.height / 2 };
    this.goTo({ x: x + stride * arrow[0], y: y + stride * arrow[1] });
  }

  /** @param {Point | null} point */
  goTo(point) {
    if (!this.picture) return;
    const { width, height } = this.picture;
    const inside = (/** @type {number} */ value, /** @type {number} */ size) => Math.min(size - 1, Math.max(0, value));
    this.at = point && { x: inside(point.x, width), y: inside(point.y, height) };
    this.reader.point(this.at);
  }
}
