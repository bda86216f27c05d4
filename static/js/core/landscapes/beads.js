/**
 * Beads mark the same moments on every path: steps 10, 20, 50, 100, 200, 500 …
 * @module
 */

/**
 * @param {number} last
 * @returns {number[]} the steps with a bead, up to and with `last`
 */
export function beadSteps(last) {
  const steps = [];
  for (let power = 10; power <= last; power *= 10) {
    steps.push(...[power, 2 * power, 5 * power].filter((step) => step <= last));
  }
  return steps;
}
