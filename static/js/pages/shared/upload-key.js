/**
 * The key of this browser, with which its uploads are listed and deleted.
 * @module
 */

import { isKey, newKey } from "../../core/shared/uploads.js";
import { remember, remembered } from "../../document/storage.js";

const KEY = "slopelab.key";

/** @returns {string | null} null as long as nothing was uploaded */
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
