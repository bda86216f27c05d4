/**
 * Characters that people type or paste without meaning or seeing them.
 * @module
 */

const FULL_WIDTH = /[\uff01-\uff5e\u3000]/g;
const FULL_WIDTH_BLANK = "\u3000";
const FULL_WIDTH_OFFSET = 0xfee0;
/** Blanks other than a space, combining marks, control characters, and letters that look blank. */
const UNSEEN = /(?! )[\p{C}\p{M}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/gu;
const MAX_LENGTH = 40;

/**
 * @param {string} text
 * @returns {string} the same text with full-width letters, digits, signs and spaces replaced by those of ASCII
 */
export function narrowed(text) {
  return text.replace(FULL_WIDTH, (wide) =>
    wide === FULL_WIDTH_BLANK ? " " : String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET),
  );
}

/**
 * @param {string} text as typed
 * @returns {string} a text fit to be quoted: at most 40 characters, with invisible ones written as their code points
 */
export function quotable(text) {
  const characters = Array.from(text);
  const shown = characters.length > MAX_LENGTH ? `${characters.slice(0, MAX_LENGTH).join("")}…` : text;
  return shown.replace(UNSEEN, (unseen) => `⟨${codePointOf(unseen)}⟩`);
}

/**
 * @param {string} text
 * @param {number} max
 * @returns {string} its first characters as people see them: a letter with its accents or an emoji with all of its parts counts as one
 */
export function firstCharacters(text, max) {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
    .slice(0, max)
    .join("");
}

/** @param {string} character */
function codePointOf(character) {
  const hexadecimal = /** @type {number} */ (character.codePointAt(0)).toString(16).toUpperCase();
  return `U+${hexadecimal.padStart(4, "0")}`;
}
