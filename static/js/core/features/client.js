/**
 * Requests of the features page.
 * @module
 */

import { blobOf, jsonOf } from "../shared/requests.js";

/** @typedef {import("./colours.js").ColorHistograms} ColorHistograms */
/** @typedef {import("./hog.js").Hog} Hog */
/** @typedef {import("./sift.js").Sift} Sift */
/** @typedef {import("./codebooks.js").Words} Words */
/** @typedef {{shape: [number, number, number], length: number, mean: [number, number, number]}} Pixels */
/** @typedef {{label: string, probability: number}} Guess */
/** @typedef {{top: Guess[], length: number, features?: number[]}} Cnn */
/** @typedef {{image: {width: number, height: number, format: string}, pixels?: Pixels, color?: ColorHistograms, hog?: Hog, sift?: Sift, words?: Words, cnn?: Cnn, vectors?: Record<string, number[]>}} Features */
/** @typedef {{id: string, width: number, height: number}} Photograph */

/** @returns {Promise<Photograph[]>} */
export async function fetchPhotographs() {
  return jsonOf(fetch("/api/photographs"));
}

/**
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<Blob>}
 */
export async function fetchPhotograph(id, signal) {
  return blobOf(fetch(`/api/photographs/${id}`, { signal }));
}

/**
 * @param {Blob} image
 * @param {Record<string, string>} fields form fields that say which features to extract
 * @param {AbortSignal} signal
 * @returns {Promise<Features>}
 */
export function readFeatures(image, fields, signal) {
  return jsonOf(postFeatures(image, fields, signal));
}

/**
 * @param {Blob} image
 * @param {Record<string, string>} fields form fields with a `format` other than JSON
 * @param {AbortSignal} signal
 * @returns {Promise<Blob>}
 */
export function fetchFeatureFile(image, fields, signal) {
  return blobOf(postFeatures(image, fields, signal));
}

/**
 * @param {Blob} image
 * @param {Record<string, string>} fields
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */
function postFeatures(image, fields, signal) {
  const body = new FormData();
  body.append("image", image, "image");
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return fetch("/api/features", { method: "POST", body, signal });
}
