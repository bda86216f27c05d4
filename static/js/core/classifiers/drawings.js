/**
 * What the drawings of a classifier show where: levels of weights as colours, labels and points of the plane as places.
 * @module
 */

const MIDDLE = 128;
const REACH = 127;

/**
 * A weight as a share of the largest of its filter, from −1 to 1.
 * @param {number} level 128 for a weight of 0, 255 for the largest positive one
 */
export function signedShare(level) {
  return (level - MIDDLE) / REACH;
}

/**
 * The colour of a weight: that of the panel for 0, and from there to one colour for positive weights and another for
 * negative ones.
 * @param {number} level
 * @param {number[]} panel
 * @param {{positive: number[], negative: number[]}} full
 */
export function weightColour(level, panel, { positive, negative }) {
  const share = signedShare(level);
  const towards = share > 0 ? positive : negative;
  return panel.map((start, channel) => start + Math.abs(share) * (towards[channel] - start));
}

/**
 * The rows of a grid of the plane as they are drawn: y grows upwards, so the last row comes first.
 * @template T
 * @param {T[]} rows `rows[j]` belongs to `y[j]`, ascending
 */
export function fromTop(rows) {
  return rows.slice().reverse();
}

/**
 * Where a point of the plane is drawn, in pixels from the upper left corner of a square.
 * @param {number} x
 * @param {number} y
 * @param {{x: number[], y: number[]}} axes the coordinates of the grid, ascending
 * @param {number} side
 */
export function placeInPlane(x, y, axes, side) {
  return { left: side * shareOf(x, axes.x), top: side * (1 - shareOf(y, axes.y)) };
}

/**
 * @param {number} value
 * @param {number[]} axis
 */
function shareOf(value, axis) {
  return (value - axis[0]) / (axis[axis.length - 1] - axis[0]);
}
