/**
 * Codebooks of visual words: which there are, how one is learned, where its words occur.
 * @module
 */

import { jsonOf, post } from "../shared/requests.js";
import { within } from "../shared/limits.js";
import { completeMessages } from "../shared/stream.js";

/** @typedef {{id: string, dataset: string, words: number, patch: "whitened" | "sift", seed: number, learned: boolean, progress: number | null}} CodebookEntry */
/** @typedef {Pick<CodebookEntry, "dataset" | "words" | "patch" | "seed">} CodebookSpecification */
/** @typedef {{type: "plane", x: number[], y: number[]}} Plane sample patches on their two principal directions */
/** @typedef {{type: "progress", iteration: number, of: number, inertia: number, x: number[], y: number[]}} Progress with the centres on the same plane */
/** @typedef {{type: "codebook", id: string, inertia: number}} Learned */

/**
 * @typedef {object} Words as `POST /api/features` answers
 * @property {string} codebook
 * @property {number[]} histogram
 * @property {{word: number, count: number}[]} top
 * @property {number} scale by which the picture was scaled first
 * @property {number} side of a patch, in pixels of the scaled picture
 * @property {number} step from a patch to the next
 * @property {number[][]} [map] the word of every patch
 */

/** How many words a codebook to be learned may have. */
const SIZES = [100, 400, 1000];

/** Words in a row of a codebook's sprite. */
export const WORDS_A_ROW = 40;

/**
 * @param {Pick<import("../shared/limits.js").Limits, "codebook_words">} limits
 * @returns {number[]} numbers of words to choose from, each once
 */
export function sizesWithin({ codebook_words: range }) {
  return [...new Set(SIZES.map((size) => within(size, range)))];
}

/**
 * @param {string} codebook
 * @returns {string} the address of the pictures of its words
 */
export function spriteOf(codebook) {
  return `/api/codebooks/${codebook}/words.png`;
}

/** @returns {Promise<CodebookEntry[]>} the default one first */
export async function fetchCodebooks() {
  return jsonOf(fetch("/api/codebooks"));
}

/**
 * @param {CodebookSpecification} specification
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<Plane | Progress | Learned | {type: "done"}>} complete, or it throws
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
 * @returns {number | null} the word of the patch around it
 */
export function wordAt({ map = [], scale, side, step }, { x, y }) {
  const place = (/** @type {number} */ at, /** @type {number} */ count) =>
    Math.min(count - 1, Math.max(0, Math.round((at * scale - side / 2) / step)));
  const row = map[place(y, map.length)];
  return row?.[place(x, row.length)] ?? null;
}
