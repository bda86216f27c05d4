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

/** @typedef {{x: string, y: string, height: string}} Titles */

const TICKS = 5;
const HEIGHT_TICKS = 3;
const TICK_REACH = 0.05;
const LABEL_REACH = 0.16;
const TITLE_REACH = 0.3;
const TEXT_SIZE = 11;
const TITLE_SIZE = 12;

/**
 * @param {Layer} layer
 * @param {Lens} lens
 * @param {Shape} shape
 * @param {Titles} titles
 * @param {Palette} palette
 */
export function drawAxes({ context, canvas }, lens, shape, titles, palette) {
  const { halfWidth: a, halfDepth: b, landscape } = shape;
  const [sideX, sideY] = [Math.sign(lens.eye.x) || 1, Math.sign(lens.eye.y) || 1];
  const family = getComputedStyle(canvas).fontFamily;
  const pixel = new Float64Array(2);
  const at = (/** @type {Place} */ [x, y, z]) => {
    lens.project(x, y, z, pixel);
    return [pixel[0], pixel[1]];
  };
  const line = (/** @type {Place} */ from, /** @type {Place} */ to) => {
    context.beginPath();
    context.moveTo(.../** @type {[number, number]} */ (at(from)));
    context.lineTo(.../** @type {[number, number]} */ (at(to)));
    context.stroke();
  };
  const text = (
    /** @type {string} */ words,
    /** @type {Place} */ from,
    /** @type {Place} */ to,
    /** @type {number} */ size,
  ) => {
    const [[x0, y0], [x1, y1]] = [at(from), at(to)];
    context.font = `${size}px ${family}`;
    context.textAlign = Math.abs(x1 - x0) < 0.4 * Math.abs(y1 - y0) ? "center" : x1 > x0 ? "left" : "right";
    context.textBaseline = "middle";
    context.strokeText(words, x1, y1);
    context.fillText(words, x1, y1);
  };

  context.lineWidth = 1;
  context.fillStyle = palette.muted;
  context.lineJoin = "round";
  const edge = () => {
    context.strokeStyle = palette.controlEdge;
    context.lineWidth = 1;
  };
  const halo = () => {
    context.strokeStyle = palette.panel;
    context.lineWidth = 3;
  };

  edge();
  line([-a, sideY * b, FLOOR], [a, sideY * b, FLOOR]);
  line([sideX * a, -b, FLOOR], [sideX * a, b, FLOOR]);
  for (const [values, low, high, along] of /** @type {const} */ ([
    [
      landscape.x,
      -a,
      a,
      (/** @type {number} */ p, /** @type {number} */ out) => /** @type {Place} */ ([p, sideY * (b + out), FLOOR]),
    ],
    [
      landscape.y,
      -b,
      b,
      (/** @type {number} */ p, /** @type {number} */ out) => /** @type {Place} */ ([sideX * (a + out), p, FLOOR]),
    ],
  ])) {
    const [first, last] = [values[0], values[values.length - 1]];
    for (const tick of ticksWithin(first, last, TICKS)) {
      const place = low + ((tick - first) / (last - first)) * (high - low);
      edge();
      line(along(place, 0), along(place, TICK_REACH));
      halo();
      text(formatSetting(tick, 6), along(place, 0), along(place, LABEL_REACH), TEXT_SIZE);
    }
  }
  halo();
  text(titles.x, [0, 0, FLOOR], [0, sideY * (b + TITLE_REACH), FLOOR], TITLE_SIZE);
  text(titles.y, [0, 0, FLOOR], [sideX * (a + TITLE_REACH), 0, FLOOR], TITLE_SIZE);

  const corners = /** @type {[number, number][]} */ ([
    [sideX * a, -sideY * b],
    [-sideX * a, sideY * b],
  ]);
  const [x, y] = corners.sort((one, other) => at([...one, 0])[0] - at([...other, 0])[0])[0];
  edge();
  line([x, y, 0], [x, y, HEIGHT]);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (let tick = 0; tick <= HEIGHT_TICKS; tick += 1) {
    const [px, py] = at([x, y, (HEIGHT * tick) / HEIGHT_TICKS]);
    edge();
    context.beginPath();
    context.moveTo(px, py);
    context.lineTo(px - 5, py);
    context.stroke();
    halo();
    context.font = `${TEXT_SIZE}px ${family}`;
    const words = formatSetting(lossAt(shape, tick / HEIGHT_TICKS), 2);
    context.strokeText(words, px - 8, py);
    context.fillText(words, px - 8, py);
  }
  const [px, py] = at([x, y, HEIGHT]);
  context.font = `${TITLE_SIZE}px ${family}`;
  context.textAlign = "left";
  context.strokeText(titles.height, Math.max(4, px - 40), py - 16);
  context.fillText(titles.height, Math.max(4, px - 40), py - 16);
}
