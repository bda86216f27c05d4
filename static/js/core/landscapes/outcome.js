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
 * @property {"arrived" | "local_minimum" | "saddle" | "left" | "climbed" | "rest" | "searching" | "moving"} kind
 * @property {number} step the step that the sentence about it names
 */

const NEAR_SHARE = 0.005;
const FLAT = 1e-3;
const REST = 1e-6;
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
  if (path.end?.reason === "diverged" && step >= path.last) return { kind: "left", step: stepOfLeaving(path, view) };

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
  if (surface.minima.length === 0 && path.gradientNorm[at] < REST) return { kind: "rest", step: at };
  if (path.loss[at] > path.loss[0]) return { kind: "climbed", step: at };
  return { kind: "moving", step: at };
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
