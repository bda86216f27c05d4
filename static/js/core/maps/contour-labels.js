/**
 * Places for the labels of contour lines: few, far apart, and where a line is straight.
 * @module
 */

/** @typedef {import("./contours.js").Corner} Corner */
/** @typedef {import("../shared/projection.js").Size} Size */

/**
 * @typedef {object} LabelPlace
 * @property {number} px the middle of the label
 * @property {number} py
 * @property {number} angle of the line there, in radians, between −π/2 and π/2, so that the label reads from the left
 */

const WINDOW = 36;
const MARGIN = 24;
const MIN_DISTANCE = 90;
const MIN_STRAIGHTNESS = 0.97;
const EVERY = 3;

/**
 * Place at most one label on the lines of every third level.
 * @param {Corner[][][]} levels the lines of each level, in pixels
 * @param {Size} size of the map
 * @returns {(LabelPlace | null)[]} one for each level; null for a level without a label
 */
export function labelPlaces(levels, size) {
  /** @type {LabelPlace[]} */
  const taken = [];
  return levels.map((lines, index) => {
    if (index % EVERY !== 1) return null;
    const place = straightest(lines, size, taken);
    if (place) taken.push(place);
    return place;
  });
}

/**
 * @param {Corner[][]} lines
 * @param {Size} size
 * @param {LabelPlace[]} taken
 * @returns {LabelPlace | null} the straightest place of the lines; null if none has room for a label
 */
function straightest(lines, { width, height }, taken) {
  /** @type {LabelPlace | null} */
  let best = null;
  let straightness = MIN_STRAIGHTNESS;
  for (const line of lines) {
    for (const [from, to, length] of windows(line)) {
      const [px, py] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
      const straight = Math.hypot(to[0] - from[0], to[1] - from[1]) / length;
      const inside = px > MARGIN && py > MARGIN && px < width - MARGIN && py < height - MARGIN;
      const free = taken.every((other) => Math.hypot(other.px - px, other.py - py) > MIN_DISTANCE);
      if (straight <= straightness || !inside || !free) continue;
      straightness = straight;
      best = { px, py, angle: upright(Math.atan2(to[1] - from[1], to[0] - from[0])) };
    }
  }
  return best;
}

/**
 * Parts of a line that are as long as a label.
 * @param {Corner[]} line
 * @returns {Generator<[Corner, Corner, number]>} the ends of each part and the length of the line between them
 */
function* windows(line) {
  let first = 0;
  let length = 0;
  for (let last = 1; last < line.length; last += 1) {
    length += distance(line[last - 1], line[last]);
    while (first + 1 < last && length - distance(line[first], line[first + 1]) >= WINDOW) {
      length -= distance(line[first], line[first + 1]);
      first += 1;
    }
    if (length >= WINDOW) yield [line[first], line[last], length];
  }
}

/**
 * @param {Corner} one
 * @param {Corner} other
 */
function distance(one, other) {
  return Math.hypot(other[0] - one[0], other[1] - one[1]);
}

/** @param {number} angle radians */
function upright(angle) {
  if (angle > Math.PI / 2) return angle - Math.PI;
  return angle < -Math.PI / 2 ? angle + Math.PI : angle;
}
