/**
 * Codebooks of visual words: listing and learning them, and finding where words occur.
 * @module
 */

import { jsonOf, post } from "../shared/requests.js";
import { within } from "../shared/limits.js";
import { completeMessages } from "../shared/stream.js";

/** @typedef {{id: string, dataset: string, words: number, patch: "whitened" | "sift", seed: number, learned: boolean, progress: number | null}} CodebookEntry */
/** @typedef {Pick<CodebookEntry, "dataset" | "words" | "patch" | "seed">} CodebookSpecification */
/** @typedef {{type: "plane", x: number[], y: number[]}} Plane sample patches, projected onto their two principal components */
/** @typedef {{type: "progress", iteration: number, of: number, inertia: number, x: number[], y: number[]}} Progress with the centres in the same projection */
/** @typedef {{type: "codebook", id: string, inertia: number}} Learned */

/**
 * @typedef {object} Words as `POST /api/features` answers
 * @property {string} codebook
 * @property {number[]} histogram
 * @property {{word: number, count: number}[]} top
 * @property {number} scale factor by which the picture was scaled first
 * @property {number} side of a patch, in pixels of the scaled picture
 * @property {number} step distance between neighbouring patches
 * @property {number[][]} [map] the word of every patch
 */

/** The sizes of codebooks that are offered. */
const SIZES = [100, 400, 1000];

/** Words in a row of a codebook's sprite. */
export const WORDS_A_ROW = 40;

/**
 * @param {Pick<import("../shared/limits.js").Limits, "codebook_words">} limits
 * @returns {number[]} the sizes that the server allows, without duplicates
 */
export function sizesWithin({ codebook_words: range }) {
  return [...new Set(SIZES.map((size) => within(size, range)))];
}

/**
 * @param {string} codebook
 * @returns {string} the address of an image of all its words
 */
export function spriteOf(codebook) {
  return `/api/codebooks/${codebook}/words.png`;
}

/** @returns {Promise<CodebookEntry[]>} the codebooks, the default one first */
export async function fetchCodebooks() {
  return jsonOf(fetch("/api/codebooks"));
}

/**
 * @param {CodebookSpecification} specification
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<Plane | Progress | Learned | {type: "done"}>} all messages; throws if they do not arrive completely
 * @throws {import("../shared/requests.js").ServerProblem | import("../shared/requests.js").ConnectionLost}
 */
export function streamCodebook(specification, signal) {
  return completeMessages(post("/api/codebooks", specification, signal));
}

/**
 * Where a word occurs.
 * @param {Words} words with their map
 * @param {number} word
 * @returns {{x: number, y: number, side: number}[]} squares in pixels of the picture
 */
export function occurrences({ map = [], scale, side, step }, word) {
  return map.flatMap((row, top) =>
    row.flatMap((found, left) =>
      found === word ? { x: (left * step) / scale, y: (top * step) / scale, side: side / scale } : [],
    ),
  );
}

/**
 * @param {Words} words with their map
 * @param {{x: number, y: number}} point in pixels of the picture
 * @returns {number | null} the word of the patch at the point
 */
export function wordAt({ map = [], scale, side, step }, { x, y }) {
  const place = (/** @type {number} */ at, /** @type {number} */ count) =>
    Math.min(count - 1, Math.max(0, Math.round((at * scale - side / 2) / step)));
  const row = map[place(y, map.length)];
  return row?.[place(x, row.length)] ?? null;
}
