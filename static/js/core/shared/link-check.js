/**
 * Finds the parts of a link that could not be read or had to be reduced.
 * @module
 */

import { fieldsOf } from "./address.js";
import { parseNumber } from "./format.js";

/**
 * @param {string} fragment of an address, with or without its `#`, hostile or not
 * @param {string} understood the fragment of the state that was read from it
 * @param {string[]} names of fields whose first word names something, such as a data set or a rule
 * @returns {string[]} the words of those fields that name nothing on this server
 */
export function unreadWords(fragment, understood, names) {
  const known = wordsOf(understood, names);
  return wordsOf(fragment, names).filter((word) => !known.includes(word));
}

/** @typedef {{name: string, requested: string, taken: string}} Cut a field of a link whose value had to be reduced */

/**
 * @param {string} fragment of an address, with or without its `#`, hostile or not
 * @param {string} taken the fragment of the state that is shown
 * @param {{numbers: string[], lists: string[]}} names names of fields that hold numbers, and of fields that may be repeated
 * @returns {Cut[]} the numbers that differ, and the counts of repeated fields that are smaller
 */
export function cutFields(fragment, taken, { numbers, lists }) {
  const [requested, had] = [fragment, taken].map(fieldsOf);
  const changed = numbers.flatMap((name) => {
    const [wanted, got] = [requested, had].map((fields) => fields.get(name) ?? "");
    return isNumbers(wanted) && isNumbers(got) && !sameNumbers(wanted, got)
      ? [{ name, requested: wanted, taken: got }]
      : [];
  });
  const fewer = lists.flatMap((name) => {
    const [wanted, got] = [requested, had].map((fields) => fields.getAll(name).length);
    return got < wanted ? [{ name, requested: String(wanted), taken: String(got) }] : [];
  });
  return [...changed, ...fewer];
}

/** @param {string} text */
function isNumbers(text) {
  return text.split(",").every((part) => parseNumber(part) !== null);
}

/**
 * @param {string} one numbers with commas between them
 * @param {string} other
 */
function sameNumbers(one, other) {
  const [these, those] = [one, other].map((text) => text.split(",").map(parseNumber).join());
  return these === those;
}

/**
 * @param {string} fragment
 * @param {string[]} names
 */
function wordsOf(fragment, names) {
  const fields = fieldsOf(fragment);
  return names.flatMap((name) => fields.getAll(name)).map((value) => value.split(",")[0]);
}
