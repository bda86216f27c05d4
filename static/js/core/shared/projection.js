/**
 * Conversions between the plane of the weights and the pixels of the map.
 * @module
 */

import { within } from "./limits.js";

/** @typedef {{low: number, high: number}} Range */
/** @typedef {{x: Range, y: Range}} View a rectangle in the plane */
/** @typedef {{width: number, height: number}} Size pixels */

/** @param {Range} range */
export function span({ low, high }) {
  return high - low;
}

/**
 * Widen a view until a unit has the same length in x and in y. Only then the gradient is perpendicular to the contours.
 * @param {View} view
 * @param {Size} size
 * @returns {View} a view with the same centre that contains the original one
 */
export function fitView(view, { width, height }) {
  const unitsPerPixel = Math.max(span(view.x) / width, span(view.y) / height);
  return {
    x: around((view.x.low + view.x.high) / 2, unitsPerPixel * width),
    y: around((view.y.low + view.y.high) / 2, unitsPerPixel * height),
  };
}

/**
 * @param {View} view
 * @param {Range} range of coordinates
 * @returns {View} the part of it that lies in the range along both axes
 */
export function viewWithin(view, range) {
  const part = (/** @type {Range} */ { low, high }) => ({ low: within(low, range), high: within(high, range) });
  return { x: part(view.x), y: part(view.y) };
}

/**
 * @param {View} view
 * @param {number} factor below 1 zooms in
 * @param {{x: number, y: number}} centre stays where it is
 * @returns {View}
 */
export function zoomView(view, factor, centre) {
  const scaled = (/** @type {Range} */ range, /** @type {number} */ middle) => ({
    low: middle + factor * (range.low - middle),
    high: middle + factor * (range.high - middle),
  });
  return { x: scaled(view.x, centre.x), y: scaled(view.y, centre.y) };
}

/**
 * @param {View} view
 * @param {number} dx units
 * @param {number} dy units
 * @returns {View}
 */
export function moveView(view, dx, dy) {
  return {
    x: { low: view.x.low + dx, high: view.x.high + dx },
    y: { low: view.y.low + dy, high: view.y.high + dy },
  };
}

/**
 * @param {View} view
 * @param {{x: number, y: number}} point
 * @returns {boolean}
 */
export function contains(view, { x, y }) {
  return x >= view.x.low && x <= view.x.high && y >= view.y.low && y <= view.y.high;
}

/**
 * @param {View} view
 * @param {Size} size
 * @param {number} x
 * @param {number} y
 * @returns {[number, number]} pixels from the top left corner
 */
export function toPixel(view, { width, height }, x, y) {
  return [((x - view.x.low) / span(view.x)) * width, ((view.y.high - y) / span(view.y)) * height];
}

/**
 * Project points of the plane to pixels of a map, fast enough for many points.
 * @param {View} view
 * @param {Size} size
 * @returns {(x: number, y: number, loss: number, pixel: Float64Array) => boolean} writes pixels from the top left corner, and returns whether the point is finite
 */
export function mapProject(view, { width, height }) {
  const scaleX = width / span(view.x);
  const scaleY = height / span(view.y);
  return (x, y, _loss, pixel) => {
    pixel[0] = (x - view.x.low) * scaleX;
    pixel[1] = (view.y.high - y) * scaleY;
    return Number.isFinite(pixel[0] + pixel[1]);
  };
}

/**
 * @param {View} view
 * @param {Size} size
 * @param {number} px
 * @param {number} py
 * @returns {{x: number, y: number}}
 */
export function fromPixel(view, { width, height }, px, py) {
  return { x: view.x.low + (px / width) * span(view.x), y: view.y.high - (py / height) * span(view.y) };
}

/**
 * The part of a segment inside a box (Liang and Barsky 1984).
 * @param {number} x0
 * @param {number} y0
 * @param {number} x1
 * @param {number} y1
 * @param {Size} size the box, from (0, 0)
 * @param {number} margin how far the box reaches beyond the size
 * @returns {[number, number] | null} where the part begins and ends, as shares of the segment; null if it lies outside
 */
export function clipSegment(x0, y0, x1, y1, { width, height }, margin) {
  let enter = 0;
  let leave = 1;
  for (const [start, change, low, high] of [
    [x0, x1 - x0, -margin, width + margin],
    [y0, y1 - y0, -margin, height + margin],
  ]) {
    if (change === 0) {
      if (start < low || start > high) return null;
      continue;
    }
    const a = (low - start) / change;
    const b = (high - start) / change;
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter < leave ? [enter, leave] : null;
}

/**
 * @param {number} centre
 * @param {number} width
 * @returns {Range}
 */
function around(centre, width) {
  return { low: centre - width / 2, high: centre + width / 2 };
}
