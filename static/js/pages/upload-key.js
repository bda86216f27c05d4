/**
 * The key of this browser, with which its uploads are listed and deleted.
 * @module
 */

import { newKey } from "../core/uploads.js";

const KEY = "slopelab.key";

/** @returns {string | null} null as long as nothing was uploaded */
export function storedKey() {
  return localStorage.getItem(KEY);
}

/** @returns {string} the key for an upload */
export function keyForUploads() {
  const key = storedKey() ?? newKey();
  localStorage.setItem(KEY, key);
  return key;
}
