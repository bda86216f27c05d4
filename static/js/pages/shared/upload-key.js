/**
 * The key with which this browser lists and deletes its uploads.
 * @module
 */

import { isKey, newKey } from "../../core/shared/uploads.js";
import { remember, remembered } from "../../document/storage.js";

const KEY = "slopelab.key";

/** @returns {string | null} null while nothing has been uploaded */
export function storedKey() {
  const key = remembered(KEY);
  return key !== null && isKey(key) ? key : null;
}

/** @returns {string} the key for an upload */
export function keyForUploads() {
  const key = storedKey() ?? newKey();
  remember(KEY, key);
  return key;
}
