/**
 * Requests of the landscape lab that are answered at once.
 * @module
 */

import { blobOf, jsonOf, post } from "../shared/requests.js";
import { fetchLimits } from "../shared/limits.js";

/** @typedef {import("../shared/projection.js").Range} Range */
/** @typedef {{x: number[], y: number[], loss: (number | null)[][]}} Landscape `loss[j][i]` at `(x[i], y[j])` */

/**
 * @returns {Promise<import("./state.js").Catalogue>}
 */
export async function fetchCatalogue() {
  const [surfaces, methods, limits] = await Promise.all([
    jsonOf(fetch("/api/surfaces")),
    jsonOf(fetch("/api/optimizers")),
    fetchLimits(),
  ]);
  return { surfaces: byId(surfaces), methods: byId(methods), limits };
}

/**
 * @param {object} objective
 * @param {Range & {count: number}} x
 * @param {Range & {count: number}} y
 * @param {AbortSignal} signal
 * @returns {Promise<Landscape>}
 */
export function fetchLandscape(objective, x, y, signal) {
  return jsonOf(post("/api/landscapes", { objective, x, y }, signal));
}

/**
 * @param {object} run with this optimizer only
 * @param {number} step
 * @param {AbortSignal} signal
 * @returns {Promise<import("./anatomy.js").Anatomy>}
 */
export function fetchAnatomy(run, step, signal) {
  return jsonOf(post("/api/anatomies", { run, step }, signal));
}

/**
 * @param {object} request
 * @param {AbortSignal} signal
 * @returns {Promise<import("./basins.js").Basins>}
 */
export function fetchBasins(request, signal) {
  return jsonOf(post("/api/basins", request, signal));
}

/**
 * @param {{objective: object, optimizers: object[]}} request
 * @returns {Promise<import("./sweep.js").Theory>}
 */
export function fetchTheory(request) {
  return jsonOf(post("/api/theory", request));
}

/**
 * @param {object} request
 * @param {AbortSignal} signal
 * @returns {Promise<import("../shared/gradient-check.js").GradientCheck>}
 */
export function fetchGradientCheck(request, signal) {
  return jsonOf(post("/api/gradient-checks", request, signal));
}

/**
 * @param {{run: object, language: string}} request
 * @returns {Promise<Blob>}
 */
export async function fetchNotebook(request) {
  return blobOf(post("/api/notebooks", request));
}

/**
 * @template {{id: string}} T
 * @param {T[]} items
 * @returns {Map<string, T>}
 */
function byId(items) {
  return new Map(items.map((item) => [item.id, item]));
}
