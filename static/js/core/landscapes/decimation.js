/**
 * Which points of a path or a curve are worth drawing.
 * @module
 */

import { clipSegment } from "../shared/projection.js";

const FRAME_MARGIN = 12;

/**
 * The entries of a path that are apart from each other on the screen. Outside the frame, only the entries next to it
 * count.
 * @param {import("./paths.js").Path} path
 * @param {number} last
 * @param {(x: number, y: number, loss: number, pixel: Float64Array) => boolean} project
 * @param {import("../shared/projection.js").Size} size of the frame
 * @param {number} distance pixels
 * @returns {number[]} steps, ascending
 */
export function apart(path, last, project, size, distance) {
  const pixel = new Float64Array(2);
  const steps = [0];
  project(path.x[0], path.y[0], path.loss[0], pixel);
  let [lastX, lastY] = pixel;
  let lastStep = 0;
  for (let step = 1; step <= last; step += 1) {
    if (!project(path.x[step], path.y[step], path.loss[step], pixel)) continue;
    const [px, py] = pixel;
    if (step < last && Math.abs(px - lastX) + Math.abs(py - lastY) < distance) continue;
    if (clipSegment(lastX, lastY, px, py, size, FRAME_MARGIN)) {
      if (steps.at(-1) !== lastStep) steps.push(lastStep);
      steps.push(step);
    }
    lastX = px;
    lastY = py;
    lastStep = step;
  }
  return steps;
}

/**
 * Thin out a curve to the first, lowest, highest and last point of each pixel column, which is all that a column can
 * show.
 * @param {number} count
 * @param {(index: number) => number} px ascending
 * @param {(index: number) => number} py
 * @returns {number[]} indices, ascending
 */
export function byColumn(count, px, py) {
  /** @type {number[]} */
  const chosen = [];
  for (let first = 0; first < count;) {
    const column = Math.floor(px(first));
    let last = first;
    let low = first;
    let high = first;
    while (last + 1 < count && Math.floor(px(last + 1)) === column) {
      last += 1;
      if (py(last) < py(low)) low = last;
      if (py(last) > py(high)) high = last;
    }
    chosen.push(...new Set([first, Math.min(low, high), Math.max(low, high), last]));
    first = last + 1;
  }
  return chosen;
}

/**
 * @param {number} last
 * @returns {number[]} the steps with a marker, up to and including `last`
 */
export function markedSteps(last) {
  const steps = [];
  for (let power = 10; power <= last; power *= 10) {
    steps.push(...[power, 2 * power, 5 * power].filter((step) => step <= last));
  }
  return steps;
}
