/**
 * Which key was pressed, for shortcuts: the letter that the key bears, or where it lies if it bears none of ours.
 * @module
 */

import { narrowed } from "./characters.js";

/** @typedef {{key: string, code: string, shiftKey?: boolean}} Press as a `KeyboardEvent` tells it */

/** Keys that do something, in place of a character: `ArrowLeft`, `Home` … */
const NAMED = /^[A-Z][A-Za-z0-9]+$/;
/** Names that say only that an input method has the key. */
const TAKEN = ["Process", "Unidentified"];
const PRINTABLE = /^[ -~]$/;
const LATIN = /^\p{Script=Latin}$/u;

/** By place on the keyboard, alone and with Shift. @type {Record<string, [string, string]>} */
const PLACES = {
  Space: [" ", " "],
  Minus: ["-", "_"],
  NumpadSubtract: ["-", "-"],
  Equal: ["=", "+"],
  NumpadAdd: ["+", "+"],
  Slash: ["/", "?"],
};

/**
 * The key as shortcuts name it.
 *
 * A Latin letter, digit or sign counts as it is printed on the key, wherever the key lies (Dvorak, AZERTY); full-width
 * ones (`？`) like ours. What another writing system makes of the key (Hangul, Cyrillic, Greek …) counts by the place of
 * the key on a keyboard of the United States.
 * @param {Press} press
 * @returns {string} one character, letters in lower case, or a name such as `ArrowLeft`; empty for none of these
 */
export function shortcutOf({ key, code, shiftKey = false }) {
  if (NAMED.test(key)) return TAKEN.includes(key) ? keyAt(code, shiftKey) : key;
  const plain = narrowed(key);
  return PRINTABLE.test(plain) || LATIN.test(plain) ? plain.toLowerCase() : keyAt(code, shiftKey);
}

/**
 * @param {string} code where the key lies
 * @param {boolean} shiftKey
 */
function keyAt(code, shiftKey) {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return letter.toLowerCase();
  const digit = /^(Digit|Numpad)(\d)$/.exec(code)?.[2];
  if (digit) return shiftKey ? "" : digit;
  return PLACES[code]?.[shiftKey ? 1 : 0] ?? code;
}
