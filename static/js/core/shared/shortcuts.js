/**
 * Keyboard shortcuts on any layout: a key counts by its Latin letter, or by its position if it has none.
 * @module
 */

import { narrowed } from "./characters.js";

/** @typedef {{key: string, code: string, shiftKey?: boolean}} Press as in a `KeyboardEvent` */

/** Names of keys that act instead of typing a character: `ArrowLeft`, `Home` … */
const NAMED = /^[A-Z][A-Za-z0-9]+$/;
/** Names that say only that an input method handles the key. */
const TAKEN = ["Process", "Unidentified"];
const PRINTABLE = /^[ -~]$/;
const LATIN = /^\p{Script=Latin}$/u;

/** Characters by position on the keyboard, without and with Shift. @type {Record<string, [string, string]>} */
const PLACES = {
  Space: [" ", " "],
  Minus: ["-", "_"],
  NumpadSubtract: ["-", "-"],
  Equal: ["=", "+"],
  NumpadAdd: ["+", "+"],
  Slash: ["/", "?"],
};

/**
 * The name of a key for shortcuts.
 *
 * A Latin letter, digit or sign counts as printed on the key, wherever the key is (Dvorak, AZERTY), and full-width
 * ones (`？`) count as ASCII. A letter of another writing system (Hangul, Cyrillic, Greek …) counts by the position of
 * its key on a US keyboard.
 * @param {Press} press
 * @returns {string} one character, letters in lower case, or a name such as `ArrowLeft`; empty if it is none of these
 */
export function shortcutOf({ key, code, shiftKey = false }) {
  if (NAMED.test(key)) return TAKEN.includes(key) ? keyAt(code, shiftKey) : key;
  const plain = narrowed(key);
  return PRINTABLE.test(plain) || LATIN.test(plain) ? plain.toLowerCase() : keyAt(code, shiftKey);
}

/**
 * @param {string} code position of the key
 * @param {boolean} shiftKey
 */
function keyAt(code, shiftKey) {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return letter.toLowerCase();
  const digit = /^(Digit|Numpad)(\d)$/.exec(code)?.[2];
  if (digit) return shiftKey ? "" : digit;
  return PLACES[code]?.[shiftKey ? 1 : 0] ?? code;
}
