/**
 * What is shown, taken home: as a file, or copied.
 * @module
 */

import { create } from "../dom.js";
import { t } from "../words.js";
import { toast } from "./toast.js";

/**
 * @param {string} name
 * @param {string} type
 * @param {BlobPart} content
 */
export function save(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  create("a", { href: address, download: `slopelab-${name}` }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/**
 * @param {string} text
 * @param {string} done key of the words to show then
 */
export async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t(done));
  } catch {
    window.prompt(t("share.copy_by_hand"), text);
  }
}
