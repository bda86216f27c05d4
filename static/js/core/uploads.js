/**
 * Data sets of visitors' own images: whoever has a key lists and deletes those that were uploaded with it, and whoever
 * has an id uses the data set.
 * @module
 */

import { goodResponse, jsonOf, ServerProblem } from "./answers.js";

/**
 * @typedef {object} Dataset
 * @property {string} id
 * @property {string} name
 * @property {"images" | "points"} kind
 * @property {"built_in" | "imported" | "uploaded"} origin
 * @property {string[]} classes
 * @property {number} train
 * @property {number} test
 * @property {boolean} installed
 * @property {string | null} command
 * @property {boolean} deletable whether the key of the request deletes it
 */

/** @typedef {Dataset & {key: string, rejected: {name: string, reason: string}[], rejected_count: number}} Uploaded */

const KEY_BYTES = 16;
const UPLOADED = /^own-[0-9a-f]{12,32}$/;
const NOT_FOUND = 404;

/** @returns {string} a key that nobody else has */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(KEY_BYTES))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string | null} key
 * @returns {Promise<Dataset[]>} the data sets that are listed to whoever has the key
 * @throws {ServerProblem | import("./answers.js").ConnectionLost}
 */
export function fetchDatasets(key) {
  return jsonOf(fetch("/api/datasets", { headers: headersOf(key) }));
}

/**
 * @param {string} fragment of an address, hostile or not
 * @param {{id: string}[]} datasets that are known
 * @param {string | null} key
 * @returns {Promise<Dataset[]>} the uploads that it names beside those
 * @throws {ServerProblem | import("./answers.js").ConnectionLost}
 */
export async function fetchLinked(fragment, datasets, key) {
  const linked = await Promise.all(linkedUploads(fragment, datasets).map((id) => fetchDataset(id, key)));
  return linked.flatMap((dataset) => dataset ?? []);
}

/**
 * @param {string} fragment of an address, hostile or not
 * @param {{id: string}[]} datasets that are known
 * @returns {string[]} ids of uploads that it names beside those, two at most
 */
export function linkedUploads(fragment, datasets) {
  const named = new URLSearchParams(fragment.replace(/^#/, "")).getAll("data");
  return [...new Set(named)].filter((id) => UPLOADED.test(id) && !datasets.some((dataset) => dataset.id === id)).slice(0, 2);
}

/**
 * @param {File} archive
 * @param {string} name
 * @param {string} key
 * @returns {Promise<Uploaded>}
 * @throws {ServerProblem | import("./answers.js").ConnectionLost}
 */
export function uploadDataset(archive, name, key) {
  const body = new FormData();
  body.append("archive", archive);
  body.append("name", name);
  return jsonOf(fetch("/api/datasets", { method: "POST", headers: headersOf(key), body }));
}

/**
 * @param {string} id
 * @param {string | null} key
 * @throws {ServerProblem | import("./answers.js").ConnectionLost}
 */
export async function deleteDataset(id, key) {
  await goodResponse(fetch(`/api/datasets/${id}`, { method: "DELETE", headers: headersOf(key) }));
}

/**
 * @param {string} fileName of an archive
 * @param {number} maxLength in characters
 * @returns {string} what its data set is called
 */
export function nameOf(fileName, maxLength) {
  return [...fileName.replace(/\.zip$/i, "").normalize("NFC")].slice(0, maxLength).join("");
}

/**
 * @param {string} id
 * @param {string | null} key
 * @returns {Promise<Dataset | null>} null if there is none
 */
async function fetchDataset(id, key) {
  try {
    return await jsonOf(fetch(`/api/datasets/${id}`, { headers: headersOf(key) }));
  } catch (error) {
    if (error instanceof ServerProblem && error.status === NOT_FOUND) return null;
    throw error;
  }
}

/**
 * @param {string | null} key
 * @returns {Record<string, string>}
 */
function headersOf(key) {
  return key === null ? {} : { "x-slopelab-key": key };
}
