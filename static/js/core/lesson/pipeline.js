/**
 * The pipeline at the end of the lesson: one picture, its features, its scores and its loss.
 * @module
 */

import { formatMeasure, formatShare } from "../shared/format.js";
import { jsonOf } from "../shared/requests.js";

/** @typedef {{scores: number[], probabilities: number[], loss: number, penalty: number, gradient_norm: number}} Judgement */

/**
 * @typedef {object} Pipeline the answer of `POST /api/pipelines` for its default run
 * @property {number[][][]} image
 * @property {string[]} classes
 * @property {{feature: string, values: number[]}[]} parts
 * @property {number[][][]} cells
 * @property {string} label
 * @property {number} learning_rate
 * @property {Judgement} before
 * @property {Judgement | null} after
 * @property {number[]} losses
 */

/** @typedef {{image: Blob, label: string | null, steps: number}} Question */

/**
 * @param {Question} question with a label of null, the server chooses one
 * @param {AbortSignal} signal
 * @returns {Promise<Pipeline>}
 */
export async function postPipeline({ image, label, steps }, signal) {
  const body = new FormData();
  body.append("image", image, "image");
  body.append("steps", String(steps));
  if (label !== null) body.append("label", label);
  return jsonOf(fetch("/api/pipelines", { method: "POST", body, signal }));
}

/**
 * Which sentence says what the steps did.
 * @param {Pipeline} pipeline of this many steps
 * @param {number} steps steps taken; 0 if none is shown yet
 * @returns {{said: "ready" | "fell" | "rose" | "lost", values: Record<string, string | number>}}
 */
export function stepsSaid({ classes, label, before, after, losses }, steps) {
  const share = (/** @type {Judgement} */ { probabilities }) => formatShare(probabilities[classes.indexOf(label)]);
  const values = { steps, loss: formatMeasure(before.loss), share: share(before) };
  if (steps === 0) return { said: "ready", values };
  if (!after) return { said: "lost", values };
  const said = losses[steps] < before.loss ? "fell" : "rose";
  return { said, values: { ...values, new_loss: formatMeasure(after.loss), new_share: share(after) } };
}
