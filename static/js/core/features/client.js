/**
 * The calls of the REST interface that the features page makes.
 * @module
 */

import { goodResponse } from "../stream.js";

/** @typedef {import("./colours.js").ColorHistograms} ColorHistograms */
/** @typedef {import("./gradients.js").Hog} Hog */
/** @typedef {import("./keypoints.js").Sift} Sift */
/** @typedef {import("./codebooks.js").Words} Words */
/** @typedef {{shape: [number, number, number], length: number, mean: [number, number, number]}} Pixels */
/** @typedef {{label: string, probability: number}} Guess */
/** @typedef {{top: Guess[], length: number, features?: number[]}} Cnn */
/** @typedef {{image: {width: number, height: number, format: string}, pixels?: Pixels, color?: ColorHistograms, hog?: Hog, sift?: Sift, words?: Words, cnn?: Cnn}} Features */
/** @typedef {{id: string, width: number, height: number}} Photograph */

/** @returns {Promise<Photograph[]>} */
export async function fetchPhotographs() {
  return (await goodResponse(fetch("/api/photographs"))).json();
}

/**
 * @param {string} id
 * @param {AbortSignal} signal
 * @returns {Promise<Blob>}
 */
export async function fetchPhotograph(id, signal) {
  return (await goodResponse(fetch(`/api/photographs/${id}`, { signal }))).blob();
}

/**
 * @param {Blob} image
 * @param {Record<string, string>} fields
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */
export function postFeatures(image, fields, signal) {
  const body = new FormData();
  body.append("image", image, "image");
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return goodResponse(fetch("/api/features", { method: "POST", body, signal }));
}
