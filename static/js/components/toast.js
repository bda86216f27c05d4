/**
 * A short word that something was done.
 * @module
 */

import { byId } from "../dom.js";

const MILLISECONDS = 3000;
let timer = 0;

/** @param {string} text */
export function toast(text) {
  const element = byId("toast");
  element.textContent = text;
  element.hidden = false;
  clearTimeout(timer);
  timer = window.setTimeout(() => (element.hidden = true), MILLISECONDS);
}
