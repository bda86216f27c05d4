/**
 * Texts that the browser stores between visits. If it refuses storage, the page keeps them until it is left.
 * @module
 */

/** @type {Map<string, string>} */
const here = new Map();

/**
 * @param {string} name
 * @returns {string | null} null if nothing is stored under this name
 */
export function remembered(name) {
  return stored(name) ?? here.get(name) ?? null;
}

/**
 * @param {string} name
 * @param {string} text
 */
export function remember(name, text) {
  here.set(name, text);
  try {
    localStorage.setItem(name, text);
  } catch {
    // The browser refuses storage, or has no room: `here` does.
  }
}

/** @param {string} name */
function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}
