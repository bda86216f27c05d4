/**
 * Saving to a file and copying to the clipboard, confirmed by a short message.
 * @module
 */

import { byId, create } from "../document/dom.js";
import { t } from "../document/words.js";

const MILLISECONDS = 3000;
let timer = 0;

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
 * @param {string} done key of the message that confirms it
 */
export async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t(done));
  } catch {
    window.prompt(t("share.copy_by_hand"), text);
  }
}

/** @param {string} text */
export function toast(text) {
  const element = byId("toast");
  element.textContent = text;
  element.hidden = false;
  clearTimeout(timer);
  timer = window.setTimeout(() => (element.hidden = true), MILLISECONDS);
}
