/**
 * Sweeps of the learning rate: their requests and answers.
 * @module
 */

import { post } from "../shared/requests.js";
import { completeMessages } from "../shared/stream.js";

/** @typedef {import("../shared/projection.js").Range} Range */
/** @typedef {{type: "point", value: number, loss: number | null, fate: "converged" | "steps" | "diverged", steps: number}} SweepPoint */
/** @typedef {{type: "threshold", low: number, high: number}} Threshold */
/** @typedef {{points: SweepPoint[], values: number[], threshold: Threshold | null, optimizer: import("./state.js").Optimizer}} Sweep the points that have arrived so far, of all `values` */
/** @typedef {{learning_rate: number | null, rate: number | null}} BestRate */

/**
 * Exact theory, as `POST /api/theory` answers.
 * @typedef {object} Theory
 * @property {{curvatures: [number, number], gradient_descent: BestRate & {divergence: number | null}, heavy_ball: BestRate & {momentum: number | null}} | null} quadratic null if the loss is not quadratic
 * @property {(number | null)[]} rates rate of each optimizer; null if there is no exact one
 */

const MAX_VALUES = 41;
const DIGITS = 6;
const WINDOW = 40;
const VANISHED = 1e-13;
/** The relative difference below which two rates share a line in the chart. */
const NEARBY = 0.02;

/** @typedef {Pick<import("../shared/limits.js").Limits, "sweep_values" | "sweep_steps">} SweepLimits */

/**
 * @param {number} steps of a run
 * @param {SweepLimits} limits
 * @returns {number} the same number for each value of the sweep, or fewer so that the server allows at least both ends
 */
export function sweepSteps(steps, { sweep_values, sweep_steps }) {
  return Math.max(1, Math.min(steps, Math.floor(sweep_steps / Math.min(2, sweep_values.high))));
}

/**
 * Learning rates evenly spaced in their logarithm.
 * @param {Range} range
 * @param {number} steps of each run, as `sweepSteps` gives them
 * @param {SweepLimits} limits
 * @returns {number[]} rounded values including both ends, or the middle if the server allows only one
 */
export function sweepValues({ low, high }, steps, { sweep_values, sweep_steps }) {
  const count = Math.max(1, Math.min(MAX_VALUES, sweep_values.high, Math.floor(sweep_steps / steps)));
  const ratio = high / low;
  return Array.from({ length: count }, (_, index) =>
    Number((low * ratio ** (count === 1 ? 0.5 : index / (count - 1))).toPrecision(DIGITS)),
  );
}

/**
 * @param {object} request
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<SweepPoint | Threshold | {type: "sweep" | "done"}>} all messages; throws if they do not arrive completely
 * @throws {import("../shared/requests.js").ServerProblem | import("../shared/requests.js").ConnectionLost}
 */
export function streamSweep(request, signal) {
  return completeMessages(post("/api/sweeps", request, signal));
}

/**
 * @param {SweepPoint[]} points
 * @returns {number} index of the lowest point; the first one if all diverged
 */
export function lowestPoint(points) {
  const losses = points.map(({ loss, fate }) => (fate === "diverged" ? Infinity : (loss ?? Infinity)));
  return Math.max(0, losses.indexOf(Math.min(...losses)));
}

/**
 * Whether a value agrees with the measured threshold of divergence, within the accuracy of the measurement.
 * @param {Threshold | null} threshold
 * @param {number | null | undefined} value
 * @returns {boolean}
 */
export function isAtThreshold(threshold, value) {
  if (!threshold || !value) return false;
  return value > threshold.low * (1 - NEARBY) && value < threshold.high * (1 + NEARBY);
}

/**
 * Measure the factor by which each step shrinks the gradient in the long run.
 * @param {Float64Array} norms lengths of the gradient
 * @param {number} last the last entry that counts
 * @returns {number | null} null if the path is too short
 */
export function measuredRate(norms, last) {
  let end = last;
  while (end > 0 && !(norms[end] > VANISHED * norms[0])) end -= 1;
  const begin = Math.floor(end / 2);
  if (end - begin < 2 * WINDOW) return null;
  const [before, after] = [begin, end - WINDOW].map((from) => Math.max(...norms.subarray(from, from + WINDOW)));
  const rate = (after / before) ** (1 / (end - WINDOW - begin));
  return Number.isFinite(rate) ? rate : null;
}
