/**
 * What the browser remembers between visits; where it refuses to, the page remembers until it is left.
 * @module
 */

/** @type {Map<string, string>} */
const here = new Map();

/**
 * @param {string} name
 * @returns {string | null} null if nothing is remembered by this name
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
