/**
 * The surface in 3-D: a lit block above a floor with the map, its axes, and the camera around it.
 * @module
 */

import { lensOf, orbitFrom, positionOf } from "../../core/maps/orbit.js";
import { openingOrbit } from "../../core/maps/opening-view.js";
import { contains } from "../../core/shared/projection.js";
import { contourLevels, scaledLoss, unscaledLoss } from "../../core/maps/loss-scale.js";
import {
  cylinderOf,
  FLOOR,
  HEIGHT,
  heightOf,
  isHidden,
  lossAt,
  placeOf,
  shapeOf,
  surfaceAt,
} from "../../core/maps/relief-shape.js";
import { Layer } from "../canvas.js";
import { paintGround } from "../map-ground.js";
import { drawAxes } from "./axes.js";
import { hasWebGL, ReliefCanvas } from "./canvas.js";
import { OrbitMotion } from "./motion.js";

/** @typedef {import("../../core/maps/orbit.js").Orbit} Orbit */
/** @typedef {import("../../core/maps/orbit.js").Vector} Vector */
/** @typedef {import("../../core/maps/relief-shape.js").HeightScale} HeightScale */
/** @typedef {import("../../core/maps/relief-shape.js").Shape} Shape */
/** @typedef {import("../map-ground.js").Ground} Ground */
/** @typedef {import("./axes.js").Titles} Titles */
/** @typedef {import("../trails.js").Project} Project */

/**
 * @typedef {object} ReliefListeners
 * @property {() => void} turn called for each frame in which the camera has moved
 * @property {(position: Vector) => void} settle called when the visitor has turned the camera
 * @property {(px: number, py: number) => void} pick called for a click
 * @property {(px: number, py: number) => void} point called when the mouse points somewhere
 */

/** @typedef {{x: number, y: number, loss: number, weight: number}} Sight a point that the opening camera should see */

const MARGINS = { left: 44, right: 20, top: 26, bottom: 26 };
const NO_MARGINS = { left: 4, right: 4, top: 4, bottom: 4 };
const PICTURE_PIXELS = 1024;
const FLOOR_OPACITY = 0.85;
/** How much bolder contour lines are on the relief than on the map. */
const LINE_SCALE = 2;
const STRIP_PIXELS = 512;
const STRIP_LINE_OPACITY = 0.3;
/** The height of paths above the surface. */
const LIFT = 0.006;
const FLOOR_LIFT = 0.003;

export class Relief {
  /**
   * @param {HTMLElement} element
   * @param {ReliefListeners} listeners
   */
  constructor(element, listeners) {
    this.element = element;
    this.listeners = listeners;
    this.available = hasWebGL();
    this.canvas = new ReliefCanvas(element);
    this.axes = new Layer(element, "annotation");
    this.motion = new OrbitMotion(element, {
      move: () => {
        this.look();
        if (this.lens) this.canvas.draw(this.lens);
      },
      rest: () => this.lens && this.canvas.refine(this.lens),
      settle: (orbit) => listeners.settle(positionOf(orbit)),
      pick: (px, py) => listeners.pick(px, py),
      point: (px, py) => listeners.point(px, py),
    });
    this.size = { width: 0, height: 0 };
    /** @type {Ground | null} */
    this.ground = null;
    /** @type {Shape | null} */
    this.shape = null;
    /** @type {import("../../core/maps/orbit.js").Lens | null} */
    this.lens = null;
    /** @type {Titles | null} */
    this.titles = null;
  }

  /** Everything that is drawn, from back to front. */
  get layers() {
    return [this.canvas, this.axes];
  }

  get box() {
    return { left: 0, top: 0, width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /** @param {boolean} hidden */
  set hidden(hidden) {
    this.element.hidden = hidden;
    if (hidden) this.motion.stop();
  }

  /**
   * Draw a landscape, in the current size of the element.
   * @param {Ground} ground
   * @param {HeightScale} heights
   * @param {Titles | null} titles of the axes; null for none
   */
  draw(ground, heights, titles) {
    const { box } = this;
    this.size = box;
    const parts = /** @type {(keyof Ground)[]} */ (Object.keys(ground));
    const same = this.ground !== null && parts.every((part) => this.ground?.[part] === ground[part]);
    this.titles = titles;
    if (!same || this.shape?.heights !== heights) {
      this.ground = ground;
      this.shape = shapeOf(ground.landscape, ground.lossScale, heights);
      const picture = pictureOf(ground, this.shape);
      this.canvas.load(this.shape, { surface: picture, floor: faded(picture), walls: stripOf(ground, this.shape) });
    }
    this.canvas.resize(box);
    this.axes.place(box);
    this.look();
    if (this.lens) this.canvas.refine(this.lens);
  }

  /**
   * Stand where the camera was put, or else where it sees the most, circling in.
   * @param {Vector | null} position as written in addresses
   * @param {Sight[]} sights
   */
  open(position, sights) {
    if (position) return this.motion.jump(orbitFrom(position));
    const { shape } = this;
    if (!shape) return;
    const places = sights.map(({ x, y, loss, weight }) => {
      const [px, py] = placeOf(shape, x, y);
      return { place: { x: px, y: py, z: this.heightAt(px, py, loss) }, weight };
    });
    this.motion.open(openingOrbit(shape, places));
  }

  /** Look from where the camera stands, and draw the axes and paths as it sees them. */
  look() {
    const { shape, ground } = this;
    if (!shape || !ground) return;
    this.lens = lensOf(this.motion.orbit, cylinderOf(shape), this.size, this.titles ? MARGINS : NO_MARGINS);
    this.axes.clear();
    if (this.titles) drawAxes(this.axes, this.lens, shape, this.titles, ground.palette);
    this.listeners.turn();
  }

  /**
   * @param {number} px place in the block
   * @param {number} py
   * @param {number} loss NaN for the surface itself
   * @returns {number} height in the block; NaN where there is no surface
   */
  heightAt(px, py, loss) {
    const shape = /** @type {Shape} */ (this.shape);
    return (Number.isNaN(loss) ? surfaceAt(shape, px, py) : heightOf(shape, loss)) + LIFT;
  }

  /** @returns {Project} a projection of points of the plane at their loss, which counts as seen if the surface there is */
  get project() {
    const surface = (/** @type {number} */ px, /** @type {number} */ py) => this.heightAt(px, py, NaN) || 0;
    return this.projectionAt(
      (px, py, loss) => this.heightAt(px, py, loss),
      (px, py, z) => Math.max(z, surface(px, py)),
    );
  }

  /** @returns {Project} a projection of points of the plane onto the floor */
  get projectOnFloor() {
    return this.projectionAt(
      () => FLOOR + FLOOR_LIFT,
      (_px, _py, z) => z,
    );
  }

  /**
   * @param {(px: number, py: number, loss: number) => number} drawnAt the height of a point at a place of the block; NaN
   *   where it has none
   * @param {(px: number, py: number, z: number) => number} seenAt the height from which the camera must be in sight
   * @returns {Project}
   */
  projectionAt(drawnAt, seenAt) {
    const { lens, shape, ground } = this;
    if (!lens || !shape || !ground) return () => false;
    return (x, y, loss, pixel) => {
      if (!contains(ground.view, { x, y })) return false;
      const [px, py] = placeOf(shape, x, y);
      const z = drawnAt(px, py, loss);
      if (Number.isNaN(z)) return false;
      lens.project(px, py, z, pixel);
      pixel[2] = isHidden(shape, lens.eye, px, py, seenAt(px, py, z)) ? 1 : 0;
      return true;
    };
  }
}

/**
 * @param {Ground} ground
 * @param {Shape} shape
 * @returns {OffscreenCanvas} its tones and contour lines from above, without light
 */
function pictureOf(ground, { halfWidth, halfDepth }) {
  const canvas = new OffscreenCanvas(Math.round(PICTURE_PIXELS * halfWidth), Math.round(PICTURE_PIXELS * halfDepth));
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(LINE_SCALE, LINE_SCALE);
  paintGround({ context, size: { width: canvas.width / LINE_SCALE, height: canvas.height / LINE_SCALE } }, ground);
  return canvas;
}

/** @param {OffscreenCanvas} picture */
function faded(picture) {
  const canvas = new OffscreenCanvas(picture.width / 2, picture.height / 2);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.globalAlpha = FLOOR_OPACITY;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * The tones of a wall, from its top down to its foot, with the contour lines that run along it.
 * @param {Ground} ground
 * @param {Shape} shape
 */
function stripOf({ lossScale, palette }, shape) {
  const canvas = new OffscreenCanvas(2, STRIP_PIXELS);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  for (let row = 0; row < STRIP_PIXELS; row += 1) {
    const tone = scaledLoss(lossScale, lossAt(shape, 1 - (row + 0.5) / STRIP_PIXELS)) / lossScale.highest;
    context.fillStyle = `rgb(${palette.ramp[Math.round(Math.min(1, tone) * (palette.ramp.length - 1))]})`;
    context.fillRect(0, row, 2, 1);
  }
  context.globalAlpha = STRIP_LINE_OPACITY;
  context.fillStyle = palette.ink;
  for (const level of contourLevels(lossScale)) {
    const height = heightOf(shape, unscaledLoss(lossScale, level)) / HEIGHT;
    context.fillRect(0, Math.round(STRIP_PIXELS * (1 - height)) - 1, 2, 2);
  }
  return canvas;
}
