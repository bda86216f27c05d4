/**
 * SIFT's keypoints as they are chosen and drawn.
 * @module
 */

/** @typedef {{x: number, y: number, size: number, angle: number, response: number}} Keypoint in pixels of the picture; the angle in degrees clockwise */
/** @typedef {{scale: number, count: number, keypoints: Keypoint[], descriptors?: number[][]}} Sift as `POST /api/features` answers */

/** The side of a descriptor's grid of cells, and the orientations of each. */
export const GRID = 4;
export const DIRECTIONS = 8;
/** OpenCV's neighbourhood is four cells of three times the keypoint's scale, which is half its size. */
export const SIDE_IN_SIZES = 6;

/**
 * @param {Keypoint[]} keypoints
 * @param {number} count
 * @returns {number[]} the places of the surest ones, the surest first
 */
export function surest(keypoints, count) {
  const order = keypoints.map((_, index) => index);
  order.sort((one, other) => keypoints[other].response - keypoints[one].response);
  return order.slice(0, count);
}

/**
 * @param {Keypoint[]} keypoints
 * @param {number[]} shown places
 * @param {{x: number, y: number}} point
 * @returns {number | null} the place of the nearest that is shown
 */
export function nearest(keypoints, shown, { x, y }) {
  const distance = (/** @type {number} */ index) => (keypoints[index].x - x) ** 2 + (keypoints[index].y - y) ** 2;
  return shown.length === 0 ? null : shown.reduce((best, index) => (distance(index) < distance(best) ? index : best));
}
