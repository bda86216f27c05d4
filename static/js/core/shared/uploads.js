/**
 * Data sets of visitors' own images. Whoever has a key can list and delete the data sets uploaded with it, and whoever
 * has an id can use the data set.
 * @module
 */

import { fieldsOf } from "./address.js";
import { goodResponse, jsonOf, ServerProblem } from "./requests.js";

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
 * @property {boolean} deletable whether the key of the request may delete it
 */

/** @typedef {Dataset & {key: string, rejected: {name: string, code: string, values: Record<string, string | number>}[], rejected_count: number}} Uploaded */

const KEY_BYTES = 16;
const KEY = /^[0-9a-f]{32}$/;
const UPLOADED = /^own-[0-9a-f]{12,32}$/;
const NOT_FOUND = 404;
const UNKNOWN_DATASET = "unknown_dataset";

/** @returns {string} a key that nobody else has */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(KEY_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/**
 * @param {string} text
 * @returns {boolean} whether it is a well-formed key
 */
export function isKey(text) {
  return KEY.test(text);
}

/**
 * @param {string | null} key
 * @returns {Promise<Dataset[]>} the data sets that the key lists
 * @throws {ServerProblem | import("./requests.js").ConnectionLost}
 */
export function fetchDatasets(key) {
  return jsonOf(fetch("/api/datasets", { headers: headersOf(key) }));
}

/**
 * Fetch the data sets again. Others may have uploaded or deleted with the same key, and the server removes old ones.
 * @param {Dataset[]} datasets that were known
 * @param {string | null} key
 * @returns {Promise<Dataset[]>} the known ones that still exist, and those that the key lists
 * @throws {ServerProblem | import("./requests.js").ConnectionLost}
 */
export async function refetchDatasets(datasets, key) {
  const listed = (await fetchDatasets(key)).filter(({ origin }) => origin === "uploaded");
  const isLinked = (/** @type {Dataset} */ { id, deletable }) => !deletable && !listed.some((one) => one.id === id);
  const linked = await Promise.all(
    datasets.filter((one) => one.origin === "uploaded" && isLinked(one)).map(({ id }) => fetchDataset(id, key)),
  );
  return [
    ...datasets.filter(({ origin }) => origin !== "uploaded"),
    ...listed,
    ...linked.filter((one) => one !== null),
  ];
}

/**
 * @param {string} fragment of an address, hostile or not
 * @param {{id: string}[]} datasets that are known
 * @param {string | null} key
 * @returns {Promise<Dataset[]>} the uploads that it names and that are not known
 * @throws {ServerProblem | import("./requests.js").ConnectionLost}
 */
export async function fetchLinked(fragment, datasets, key) {
  const linked = await Promise.all(linkedUploads(fragment, datasets).map((id) => fetchDataset(id, key)));
  return linked.flatMap((dataset) => dataset ?? []);
}

/**
 * @param {string} fragment of an address, hostile or not
 * @param {{id: string}[]} datasets that are known
 * @returns {string[]} ids of at most two uploads that it names and that are not known
 */
export function linkedUploads(fragment, datasets) {
  const named = fieldsOf(fragment).getAll("data");
  return [...new Set(named)]
    .filter((id) => UPLOADED.test(id) && !datasets.some((dataset) => dataset.id === id))
    .slice(0, 2);
}

/**
 * @param {File} archive
 * @param {string} name
 * @param {string} key
 * @returns {Promise<Uploaded>}
 * @throws {ServerProblem | import("./requests.js").ConnectionLost}
 */
export function uploadDataset(archive, name, key) {
  const body = new FormData();
  body.append("archive", archive);
  body.append("name", name);
  return jsonOf(fetch("/api/datasets", { method: "POST", headers: headersOf(key), body }));
}

/**
 * Delete a data set, which may be gone already.
 * @param {string} id
 * @param {string | null} key
 * @throws {ServerProblem | import("./requests.js").ConnectionLost}
 */
export async function deleteDataset(id, key) {
  await nullIfAbsent(goodResponse(fetch(`/api/datasets/${id}`, { method: "DELETE", headers: headersOf(key) })));
}

/**
 * @param {Error} problem
 * @returns {boolean} whether a request named a data set that does not exist, or no longer
 */
export function isOfUnknownDataset(problem) {
  return problem instanceof ServerProblem && problem.errors.some(({ code }) => code === UNKNOWN_DATASET);
}

/**
 * @param {string} fileName of an archive
 * @param {number} maxLength in characters
 * @returns {string} the name of its data set
 */
export function nameOf(fileName, maxLength) {
  return [...fileName.replace(/\.zip$/i, "").normalize("NFC")].slice(0, maxLength).join("");
}

/**
 * @param {string} id
 * @param {string | null} key
 * @returns {Promise<Dataset | null>} null if it does not exist
 */
function fetchDataset(id, key) {
  return nullIfAbsent(jsonOf(fetch(`/api/datasets/${id}`, { headers: headersOf(key) })));
}

/**
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T | null>} null if the answer is 404
 */
function nullIfAbsent(answer) {
  return answer.catch((error) => {
    if (error instanceof ServerProblem && error.status === NOT_FOUND) return null;
    throw error;
  });
}

/**
 * @param {string | null} key
 * @returns {Record<string, string>}
 */
function headersOf(key) {
  return key === null ? {} : { "x-slopelab-key": key };
}
