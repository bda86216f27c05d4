/**
 * The outcome of an optimizer: whether it arrived, diverged or still moves.
 * @module
 */

import { clipSegment, span } from "../shared/projection.js";

/** @typedef {import("./paths.js").Path} Path */
/** @typedef {import("../shared/projection.js").View} View */
/** @typedef {import("./state.js").Surface} Surface */

/**
 * @typedef {object} Outcome
 * @property {"arrived" | "local_minimum" | "saddle" | "left" | "hole" | "climbed" | "rest" | "searching" | "moving"} kind
 * @property {number} step the step that the sentence about it names
 */

const NEAR_SHARE = 0.005;
const FLAT = 1e-3;
const REST = 1e-6;
/** The share of the slope at the start that counts as none. */
const REST_SHARE = 1e-5;
/** How far beyond the view, in views, a step that leads nowhere still ends in a hole rather than far away. */
const HOLE_REACH = 2;
const SAME_LOSS = 1e-9;

/**
 * @param {Path} path
 * @param {number} step the last step shown
 * @param {Surface} surface
 * @param {View} view
 * @param {"rule" | "search"} kind
 * @returns {Outcome}
 */
export function outcomeAt(path, step, surface, view, kind) {
  const at = Math.min(step, path.last);
  if (path.end?.reason === "diverged" && step >= path.last)
    return fellIntoHole(path, view)
      ? { kind: "hole", step: path.length - 1 }
      : { kind: "left", step: stepOfLeaving(path, view) };

  const here = { x: path.x[at], y: path.y[at] };
  const reach = NEAR_SHARE * Math.hypot(span(surface.domain.x), span(surface.domain.y));
  const near = (/** @type {{x: number, y: number}} */ place) => Math.hypot(place.x - here.x, place.y - here.y) < reach;
  const minimum = surface.minima.find(near);
  if (minimum) {
    const lowest = Math.min(...surface.minima.map(({ loss }) => loss));
    return {
      kind: minimum.loss <= lowest + SAME_LOSS + 1e-6 * Math.abs(lowest) ? "arrived" : "local_minimum",
      step: at,
    };
  }
  if (kind === "search") return { kind: "searching", step: at };
  if (surface.saddles.some(near) && path.gradientNorm[at] < FLAT) return { kind: "saddle", step: at };
  if (surface.minima.length === 0 && isFlat(path, at)) return { kind: "rest", step: at };
  if (path.loss[at] > path.loss[0]) return { kind: "climbed", step: at };
  return { kind: "moving", step: at };
}

/**
 * Whether a diverged path ended near what is shown, at a place where the loss is not finite, so that smaller steps need
 * not help.
 * @param {Path} path
 * @param {View} view
 * @returns {boolean}
 */
export function fellIntoHole({ x, y, length }, view) {
  const at = length - 1;
  const inside = (/** @type {number} */ value, /** @type {import("../shared/projection.js").Range} */ range) =>
    value >= range.low - HOLE_REACH * span(range) && value <= range.high + HOLE_REACH * span(range);
  return inside(x[at], view.x) && inside(y[at], view.y);
}

/**
 * @param {Path} path
 * @param {number} at
 */
function isFlat({ gradientNorm }, at) {
  return gradientNorm[at] < Math.max(REST, REST_SHARE * gradientNorm[0]);
}

/**
 * @param {Path} path
 * @param {View} view
 * @returns {number} the last step whose segment touches the view
 */
export function stepOfLeaving({ x, y, last }, view) {
  const frame = { width: span(view.x), height: span(view.y) };
  const touches = (/** @type {number} */ step) =>
    clipSegment(
      x[step - 1] - view.x.low,
      y[step - 1] - view.y.low,
      x[step] - view.x.low,
      y[step] - view.y.low,
      frame,
      0,
    );
  let step = last;
  while (step > 1 && !touches(step)) step -= 1;
  return step;
}
