/**
 * How much two pictures have in common, by their features.
 * @module
 */

/** @typedef {import("./colours.js").ColorHistograms} ColorHistograms */
/** @typedef {import("./state.js").Colours} Colours */

/**
 * @param {number[]} one
 * @param {number[]} other of the same length
 * @returns {number} the cosine of the angle between them; 0 if one is a zero vector
 */
export function cosine(one, other) {
  const dot = (/** @type {number[]} */ u, /** @type {number[]} */ v) =>
    u.reduce((sum, value, index) => sum + value * v[index], 0);
  const lengths = Math.sqrt(dot(one, one) * dot(other, other));
  return lengths === 0 ? 0 : dot(one, other) / lengths;
}

/**
 * Histogram intersection (Swain and Ballard 1991).
 * @param {number[]} one
 * @param {number[]} other with as many bins
 * @returns {number} 1 if both have the same share in every bin, 0 if they have no bin in common
 */
export function overlap(one, other) {
  const [sum, otherSum] = [one, other].map((counts) => counts.reduce((total, count) => total + count, 0));
  return one.reduce((total, count, bin) => total + Math.min(count / sum, other[bin] / otherSum), 0);
}

/**
 * @param {ColorHistograms} one
 * @param {ColorHistograms} other
 * @returns {Record<Colours, number>} the overlap of each kind of histogram
 */
export function overlaps(one, other) {
  const channels = (/** @type {ColorHistograms} */ { rgb }) => [...rgb.r, ...rgb.g, ...rgb.b];
  return {
    rgb: overlap(channels(one), channels(other)),
    hue: overlap(one.hue, other.hue),
    joint: overlap(one.joint.flat(2), other.joint.flat(2)),
  };
}
