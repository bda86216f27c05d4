/**
 * The motion of the relief's camera: turned and zoomed by hand, with inertia, and circling in when the relief opens.
 * Nothing runs while nothing moves.
 * @module
 */

import { within } from "../../core/maps/orbit.js";

/** @typedef {import("../../core/maps/orbit.js").Orbit} Orbit */

const RADIANS_PER_PIXEL = 0.0085;
const WHEEL_RATE = 0.0015;
const CLICK_DISTANCE = 4;
const OPENING_MILLISECONDS = 2000;
const OPENING_TURN = 0.9;
/** The time in which the speed of a free turn falls to 1/e. */
const INERTIA_MILLISECONDS = 260;
const SLOWEST = 0.0002;
const REST_MILLISECONDS = 120;
const KEY_RADIANS = 0.1;
const KEY_ZOOM = 1.15;

/** How the keys turn, lift and magnify. @type {Record<string, [number, number, number]>} */
const KEYS = {
  ArrowLeft: [1, 0, 0],
  ArrowRight: [-1, 0, 0],
  ArrowUp: [0, 1, 0],
  ArrowDown: [0, -1, 0],
  "+": [0, 0, 1],
  "=": [0, 0, 1],
  "-": [0, 0, -1],
};

/**
 * @typedef {object} Listeners
 * @property {(orbit: Orbit) => void} move called for each frame in which the camera has moved
 * @property {() => void} rest called when nothing has moved for a moment
 * @property {(orbit: Orbit) => void} settle called when it has stopped after being moved by hand
 * @property {(px: number, py: number) => void} pick called for a click or tap
 * @property {(px: number, py: number) => void} point called when a mouse points somewhere
 */

export class OrbitMotion {
  /**
   * @param {HTMLElement} element
   * @param {Listeners} listeners
   */
  constructor(element, listeners) {
    this.element = element;
    this.listeners = listeners;
    /** @type {Orbit} */
    this.orbit = { azimuth: 0, elevation: 0.6, zoom: 1 };
    /** @type {((elapsed: number, interval: number) => boolean) | null} moves the camera; returns whether it goes on */
    this.course = null;
    this.scheduled = 0;
    this.resting = 0;
    /** @type {Map<number, {px: number, py: number}>} */
    this.pointers = new Map();
    this.travelled = 0;
    this.speed = { azimuth: 0, elevation: 0, at: 0 };
    element.addEventListener("pointerdown", (event) => this.grab(event));
    element.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"]))
      element.addEventListener(end, (event) => this.release(event));
    element.addEventListener("wheel", (event) => this.zoom(event), { passive: false });
    element.addEventListener("keydown", (event) => this.steer(event));
  }

  /**
   * Move the camera there at once.
   * @param {Orbit} orbit
   */
  jump(orbit) {
    this.stop();
    this.orbit = within(orbit);
    this.move();
  }

  move() {
    this.listeners.move(this.orbit);
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.listeners.rest(), REST_MILLISECONDS);
  }

  /**
   * Circle in to a camera; at once where motion is not wanted.
   * @param {Orbit} target
   */
  open(target) {
    if (reducedMotion()) return this.jump(target);
    this.jump({ ...target, azimuth: target.azimuth - OPENING_TURN });
    this.start((elapsed) => {
      const left = (1 - Math.min(1, elapsed / OPENING_MILLISECONDS)) ** 3;
      this.orbit = { ...target, azimuth: target.azimuth - OPENING_TURN * left };
      return left > 0;
    });
  }

  stop() {
    cancelAnimationFrame(this.scheduled);
    this.scheduled = 0;
    this.course = null;
  }

  /** @param {(elapsed: number, interval: number) => boolean} course */
  start(course) {
    this.stop();
    let begin = 0;
    let last = 0;
    const frame = (/** @type {number} */ now) => {
      begin ||= now;
      const goesOn = course(now - begin, last ? now - last : 0);
      last = now;
      this.orbit = within(this.orbit);
      this.scheduled = goesOn ? requestAnimationFrame(frame) : 0;
      this.move();
    };
    this.scheduled = requestAnimationFrame(frame);
  }

  /** @param {PointerEvent} event */
  grab(event) {
    if (event.button !== 0) return;
    this.stop();
    if (this.pointers.size === 0) this.travelled = 0;
    this.pointers.set(event.pointerId, { px: event.clientX, py: event.clientY });
    this.element.setPointerCapture(event.pointerId);
    this.speed = { azimuth: 0, elevation: 0, at: event.timeStamp };
  }

  /** @param {PointerEvent} event */
  drag(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return event.pointerType === "mouse" ? this.pointedAt(event, this.listeners.point) : undefined;
    const now = { px: event.clientX, py: event.clientY };
    this.pointers.set(event.pointerId, now);
    this.travelled += Math.hypot(now.px - before.px, now.py - before.py);
    const { azimuth, elevation, zoom } = this.orbit;
    if (this.pointers.size === 2) {
      const [other] = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, pointer]) => pointer);
      const distance = (/** @type {{px: number, py: number}} */ finger) =>
        Math.hypot(finger.px - other.px, finger.py - other.py);
      this.turn({ azimuth, elevation, zoom: (zoom * distance(now)) / Math.max(1, distance(before)) });
      return;
    }
    const turn = -RADIANS_PER_PIXEL * (now.px - before.px);
    const lift = RADIANS_PER_PIXEL * (now.py - before.py);
    const interval = Math.max(1, event.timeStamp - this.speed.at);
    this.speed = { azimuth: turn / interval, elevation: lift / interval, at: event.timeStamp };
    this.turn({ azimuth: azimuth + turn, elevation: elevation + lift, zoom });
  }

  /** @param {Orbit} orbit */
  turn(orbit) {
    this.orbit = within(orbit);
    this.scheduled ||= requestAnimationFrame(() => {
      this.scheduled = 0;
      this.move();
    });
  }

  /** @param {PointerEvent} event */
  release(event) {
    if (!this.pointers.delete(event.pointerId) || this.pointers.size > 0) return;
    if (this.travelled <= CLICK_DISTANCE) {
      return event.type === "pointerup" ? this.pointedAt(event, this.listeners.pick) : undefined;
    }
    this.listeners.settle(this.orbit);
    const pause = event.timeStamp - this.speed.at;
    let { azimuth, elevation } = pause > 60 ? { azimuth: 0, elevation: 0 } : this.speed;
    if (reducedMotion() || Math.hypot(azimuth, elevation) < SLOWEST) return;
    this.start((_, interval) => {
      this.orbit = {
        ...this.orbit,
        azimuth: this.orbit.azimuth + azimuth * interval,
        elevation: this.orbit.elevation + elevation * interval,
      };
      const slower = Math.exp(-interval / INERTIA_MILLISECONDS);
      [azimuth, elevation] = [azimuth * slower, elevation * slower];
      const goesOn = Math.hypot(azimuth, elevation) > SLOWEST;
      if (!goesOn) this.listeners.settle(within(this.orbit));
      return goesOn;
    });
  }

  /**
   * @param {PointerEvent} event
   * @param {(px: number, py: number) => void} listener
   */
  pointedAt({ clientX, clientY }, listener) {
    const { left, top } = this.element.getBoundingClientRect();
    listener(clientX - left, clientY - top);
  }

  /**
   * Turn with the arrow keys, zoom with plus and minus.
   * @param {KeyboardEvent} event
   */
  steer(event) {
    const course = KEYS[event.key];
    if (!course) return;
    event.preventDefault();
    event.stopPropagation();
    this.stop();
    const { azimuth, elevation, zoom } = this.orbit;
    const [turn, lift, magnify] = course;
    this.turn({
      azimuth: azimuth + turn * KEY_RADIANS,
      elevation: elevation + lift * KEY_RADIANS,
      zoom: zoom * KEY_ZOOM ** magnify,
    });
    this.listeners.settle(this.orbit);
  }

  /** @param {WheelEvent} event */
  zoom(event) {
    event.preventDefault();
    this.stop();
    this.turn({ ...this.orbit, zoom: this.orbit.zoom * Math.exp(-event.deltaY * WHEEL_RATE) });
    this.listeners.settle(this.orbit);
  }
}

function reducedMotion() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
