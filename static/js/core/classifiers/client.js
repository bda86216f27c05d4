/**
 * Requests of the classifiers page, other than runs.
 * @module
 */

import { jsonOf, post } from "../shared/requests.js";
import { fetchLimits } from "../shared/limits.js";
import { completeMessages } from "../shared/stream.js";
import { fetchDatasets } from "../shared/uploads.js";

/**
 * @typedef {object} ClassifierCatalogue what the server offers
 * @property {import("../shared/uploads.js").Dataset[]} datasets
 * @property {Map<string, import("../shared/optimizers.js").Method>} methods rules and searches by their ids
 * @property {import("../shared/limits.js").Limits} limits
 */

/**
 * @param {string | null} key of the visitor's uploads
 * @returns {Promise<ClassifierCatalogue>}
 * @throws {import("../shared/requests.js").ServerProblem | import("../shared/requests.js").ConnectionLost}
 */
export async function fetchClassifierCatalogue(key) {
  const [datasets, methods, limits] = await Promise.all([
    fetchDatasets(key),
    jsonOf(fetch("/api/optimizers")),
    fetchLimits(),
  ]);
  return {
    datasets,
    methods: new Map(methods.map((/** @type {{id: string}} */ method) => [method.id, method])),
    limits,
  };
}

/**
 * @typedef {object} PlanePath one entry for each recorded point of the path
 * @property {number[]} step
 * @property {number[]} x
 * @property {number[]} y
 * @property {(number | null)[]} loss at the point itself
 * @property {(number | null)[]} plane_loss at its projection onto the plane
 * @property {number[]} residual the distance from the plane
 */

/**
 * @typedef {object} PlaneLandscape
 * @property {number[]} x
 * @property {number[]} y
 * @property {(number | null)[][]} loss `loss[j][i]` at `(x[i], y[j])`
 * @property {PlanePath} path
 * @property {{x: number | null, y: number | null, total: number | null}} explained_variance shares of the path's variance that lie in the plane
 * @property {[number, number]} [eigenvalues] of the Hessian
 */

/** @typedef {{type: "progress", stage: "extract" | "train" | "plane" | "path" | "losses", share: number}} PlaneProgress */

/**
 * The loss on a plane through the final weights of an optimizer.
 * @param {object} run
 * @param {number} optimizer
 * @param {import("./state.js").Plane} plane
 * @param {number} seed of random directions
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<PlaneProgress | (PlaneLandscape & {type: "landscape"}) | {type: "done"}>}
 * @throws {import("../shared/requests.js").ServerProblem | import("../shared/requests.js").ConnectionLost}
 */
export function streamPlane(run, optimizer, plane, seed, signal) {
  const chosen = plane === "filter" ? { kind: "random", normalization: "filter", seed } : { kind: plane };
  return completeMessages(post("/api/landscapes", { run, optimizer, plane: chosen }, signal, "application/x-ndjson"));
}

/**
 * @param {import("./gradient-check.js").CheckRequest} request
 * @param {AbortSignal} signal
 * @returns {Promise<import("./gradient-check.js").ClassifierCheck>}
 * @throws {import("../shared/requests.js").ServerProblem | import("../shared/requests.js").ConnectionLost}
 */
export function fetchClassifierCheck(request, signal) {
  return jsonOf(post("/api/gradient-checks", request, signal));
}
