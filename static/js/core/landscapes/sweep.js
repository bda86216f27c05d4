/**
 * Sweeps of the learning rate: what is asked, and what comes back.
 * @module
 */

import { post } from "../shared/requests.js";
import { completeMessages } from "../shared/stream.js";

/** @typedef {import("../shared/projection.js").Range} Range */
/** @typedef {{type: "point", value: number, loss: number | null, fate: "converged" | "steps" | "diverged", steps: number}} SweepPoint */
/** @typedef {{type: "threshold", low: number, high: number}} Threshold */
/** @typedef {{points: SweepPoint[], values: number[], threshold: Threshold | null, optimizer: import("./state.js").Optimizer}} Sweep what has come so far of all `values` */
/** @typedef {{learning_rate: number | null, rate: number | null}} BestRate */

/**
 * What theory says exactly, as `POST /api/theory` answers.
 * @typedef {object} Theory
 * @property {{curvatures: [number, number], gradient_descent: BestRate & {divergence: number | null}, heavy_ball: BestRate & {momentum: number | null}} | null} quadratic null where the loss is not quadratic
 * @property {(number | null)[]} rates of each optimizer, null where there is no exact one
 */

const MAX_VALUES = 41;
const DIGITS = 6;
const WINDOW = 40;
const VANISHED = 1e-13;
/** Within this share two rates are one line in a picture. */
const NEARBY = 0.02;

/** @typedef {Pick<import("../shared/limits.js").Limits, "sweep_values" | "sweep_steps">} SweepLimits */

/**
 * @param {number} steps of a run
 * @param {SweepLimits} limits
 * @returns {number} as many with each value of a sweep, or as many as leave room for both ends
 */
export function sweepSteps(steps, { sweep_values, sweep_steps }) {
  return Math.max(1, Math.min(steps, Math.floor(sweep_steps / Math.min(2, sweep_values.high))));
}

/**
 * Learning rates evenly spaced in their logarithm.
 * @param {Range} range
 * @param {number} steps of each run, as `sweepSteps` gives them
 * @param {SweepLimits} limits
 * @returns {number[]} rounded, the ends included; the middle where the server takes only one
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
 * @returns {AsyncGenerator<SweepPoint | Threshold | {type: "sweep" | "done"}>} complete, or it throws
 * @throws {import("../shared/requests.js").ServerProblem | import("../shared/requests.js").ConnectionLost}
 */
export function streamSweep(request, signal) {
  return completeMessages(post("/api/sweeps", request, signal));
}

/**
 * @param {SweepPoint[]} points
 * @returns {number} the place of the one that ended lowest; the first if all diverged
 */
export function lowestPoint(points) {
  const losses = points.map(({ loss, fate }) => (fate === "diverged" ? Infinity : (loss ?? Infinity)));
  return Math.max(0, losses.indexOf(Math.min(...losses)));
}

/**
 * Whether a value lies where the divergence was measured, as well as it was.
 * @param {Threshold | null} threshold
 * @param {number | null | undefined} value
 * @returns {boolean}
 */
export function isAtThreshold(threshold, value) {
  if (!threshold || !value) return false;
  return value > threshold.low * (1 - NEARBY) && value < threshold.high * (1 + NEARBY);
}

/**
 * By how much each step shrinks the gradient in the long run, as a path shows it.
 * @param {Float64Array} norms lengths of the gradient
 * @param {number} last the last entry that counts
 * @returns {number | null} null where the path is too short to tell
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
