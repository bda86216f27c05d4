/**
 * Keypoints of SIFT: which are shown, and which is nearest.
 * @module
 */

/** @typedef {{x: number, y: number, size: number, angle: number, response: number}} Keypoint in pixels of the picture; the angle in degrees clockwise */
/** @typedef {{scale: number, count: number, keypoints: Keypoint[], descriptors?: number[][]}} Sift as `POST /api/features` answers */

/** The side of a descriptor's grid of cells, and the orientations of each. */
export const GRID = 4;
export const DIRECTIONS = 8;
/** In OpenCV a descriptor covers four cells of three times the keypoint's scale, which is half its size. */
export const SIDE_IN_SIZES = 6;

/**
 * @param {Keypoint[]} keypoints
 * @param {number} count
 * @returns {number[]} indices of the strongest keypoints, the strongest first
 */
export function surest(keypoints, count) {
  const order = keypoints.map((_, index) => index);
  order.sort((one, other) => keypoints[other].response - keypoints[one].response);
  return order.slice(0, count);
}

/**
 * @param {Keypoint[]} keypoints
 * @param {number[]} shown indices of the keypoints that are shown
 * @param {{x: number, y: number}} point
 * @returns {number | null} index of the nearest keypoint that is shown
 */
export function nearest(keypoints, shown, { x, y }) {
  const distance = (/** @type {number} */ index) => (keypoints[index].x - x) ** 2 + (keypoints[index].y - y) ** 2;
  return shown.length === 0 ? null : shown.reduce((best, index) => (distance(index) < distance(best) ? index : best));
}
