/**
 * The texts of the page in its language.
 * @module
 */

/** @type {Record<string, string>} */
const words = JSON.parse(/** @type {HTMLElement} */ (document.getElementById("words")).textContent ?? "");

/** @type {string} */
export const language = document.documentElement.lang;

/** @param {string} key */
export function hasWords(key) {
  return key in words;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] values for the placeholders
 * @returns {string}
 */
export function t(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
