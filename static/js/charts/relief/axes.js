/**
 * The axes of a relief: numbers along the two edges of its floor that face the camera, and along a corner of the block.
 * @module
 */

import { formatSetting } from "../../core/shared/format.js";
import { FLOOR, HEIGHT, lossAt } from "../../core/maps/relief-shape.js";
import { ticksWithin } from "../../core/maps/ticks.js";

/** @typedef {import("../../core/maps/orbit.js").Lens} Lens */
/** @typedef {import("../../core/maps/relief-shape.js").Shape} Shape */
/** @typedef {import("../canvas.js").Layer} Layer */
/** @typedef {import("../palette.js").Palette} Palette */
/** @typedef {[number, number, number]} Place in the block */
/** @typedef {[number, number]} Pixel */

/** @typedef {{x: string, y: string, height: string}} Titles */

/**
 * @typedef {object} FloorAxis
 * @property {number[]} values of the landscape along the axis
 * @property {number} half half its length in the block
 * @property {(place: number, out: number) => Place} at a place along the edge, moved outwards
 * @property {string} title
 */

const TICKS = 5;
const HEIGHT_TICKS = 3;
/** The least distance of the numbers along the height, in pixels. */
const TICK_DISTANCE = 18;
const TICK_REACH = 0.05;
const LABEL_REACH = 0.16;
const TITLE_REACH = 0.3;
const HEIGHT_TICK_PIXELS = 5;
const TEXT_SIZE = 11;
const TITLE_SIZE = 12;
const HALO = 3;
/** A label stands above or below its tick, and not beside it, where the tick leads less than so much sideways. */
const UPRIGHT = 0.4;

/**
 * @param {Layer} layer
 * @param {Lens} lens
 * @param {Shape} shape
 * @param {Titles} titles
 * @param {Palette} palette
 */
export function drawAxes(layer, lens, shape, titles, palette) {
  const pen = new Pen(layer, lens, palette);
  const { halfWidth, halfDepth, landscape } = shape;
  const [sideX, sideY] = [Math.sign(lens.eye.x) || 1, Math.sign(lens.eye.y) || 1];
  drawFloorAxis(pen, {
    values: landscape.x,
    half: halfWidth,
    at: (place, out) => [place, sideY * (halfDepth + out), FLOOR],
    title: titles.x,
  });
  drawFloorAxis(pen, {
    values: landscape.y,
    half: halfDepth,
    at: (place, out) => [sideX * (halfWidth + out), place, FLOOR],
    title: titles.y,
  });
  const corners = /** @type {Pixel[]} */ ([
    [sideX * halfWidth, -sideY * halfDepth],
    [-sideX * halfWidth, sideY * halfDepth],
  ]);
  const [corner] = corners.sort((one, other) => pen.pixelOf([...one, 0])[0] - pen.pixelOf([...other, 0])[0]);
  drawHeightAxis(pen, shape, corner, titles.height);
}

/**
 * @param {Pen} pen
 * @param {FloorAxis} axis
 */
function drawFloorAxis(pen, { values, half, at, title }) {
  const pixel = (/** @type {number} */ place, /** @type {number} */ out) => pen.pixelOf(at(place, out));
  const [first, last] = [values[0], values[values.length - 1]];
  pen.line(pixel(-half, 0), pixel(half, 0));
  for (const tick of ticksWithin(first, last, TICKS)) {
    const place = half * ((2 * (tick - first)) / (last - first) - 1);
    pen.line(pixel(place, 0), pixel(place, TICK_REACH));
    pen.label(formatSetting(tick), pixel(place, 0), pixel(place, LABEL_REACH), TEXT_SIZE);
  }
  pen.label(title, pen.pixelOf([0, 0, FLOOR]), pixel(0, TITLE_REACH), TITLE_SIZE);
}

/**
 * @param {Pen} pen
 * @param {Shape} shape
 * @param {[number, number]} corner of the block
 * @param {string} title
 */
function drawHeightAxis(pen, shape, [x, y], title) {
  const [foot, top] = [pen.pixelOf([x, y, 0]), pen.pixelOf([x, y, HEIGHT])];
  const ticks = Math.max(1, Math.min(HEIGHT_TICKS, Math.floor((foot[1] - top[1]) / TICK_DISTANCE)));
  pen.line(foot, top);
  for (let tick = 0; tick <= ticks; tick += 1) {
    const share = tick / ticks;
    const [px, py] = pen.pixelOf([x, y, share * HEIGHT]);
    const end = /** @type {Pixel} */ ([px - HEIGHT_TICK_PIXELS, py]);
    pen.line([px, py], end);
    pen.label(formatSetting(lossAt(shape, share), 2), [px, py], [end[0] - HALO, py], TEXT_SIZE);
  }
  const left = Math.max(HALO, top[0] - 40);
  pen.label(title, [left - 1, top[1] - 16], [left, top[1] - 16], TITLE_SIZE);
}

/** Draws the lines and words of axes through the lens. */
class Pen {
  /**
   * @param {Layer} layer
   * @param {Lens} lens
   * @param {Palette} palette
   */
  constructor({ context, canvas }, lens, { controlEdge, muted, panel }) {
    this.context = context;
    this.lens = lens;
    this.colours = { line: controlEdge, halo: panel };
    this.family = getComputedStyle(canvas).fontFamily;
    this.pixel = new Float64Array(2);
    context.lineJoin = "round";
    context.textBaseline = "middle";
    context.fillStyle = muted;
  }

  /**
   * @param {Place} place
   * @returns {Pixel}
   */
  pixelOf([x, y, z]) {
    this.lens.project(x, y, z, this.pixel);
    return [this.pixel[0], this.pixel[1]];
  }

  /**
   * @param {Pixel} from
   * @param {Pixel} to
   */
  line(from, to) {
    const { context } = this;
    context.lineWidth = 1;
    context.strokeStyle = this.colours.line;
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
  }

  /**
   * Write a label at a place, on the side that a line from elsewhere leads to.
   * @param {string} words
   * @param {Pixel} from
   * @param {Pixel} to
   * @param {number} size
   */
  label(words, [fromX, fromY], [x, y], size) {
    const { context } = this;
    const isUpright = Math.abs(x - fromX) < UPRIGHT * Math.abs(y - fromY);
    context.font = `${size}px ${this.family}`;
    context.textAlign = isUpright ? "center" : x > fromX ? "left" : "right";
    context.lineWidth = HALO;
    context.strokeStyle = this.colours.halo;
    context.strokeText(words, x, y);
    context.fillText(words, x, y);
  }
}
