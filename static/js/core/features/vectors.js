/**
 * Features as vectors.
 * @module
 */

/**
 * @param {number[]} one
 * @param {number[]} other as long
 * @returns {number} the cosine of the angle between them; 0 where one is nothing
 */
export function cosine(one, other) {
  const dot = (/** @type {number[]} */ u, /** @type {number[]} */ v) =>
    u.reduce((sum, value, index) => sum + value * v[index], 0);
  const lengths = Math.sqrt(dot(one, one) * dot(other, other));
  return lengths === 0 ? 0 : dot(one, other) / lengths;
}
