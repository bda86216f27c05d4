/**
 * What of a link could not be read, or not be had.
 * @module
 */

import { parseNumber } from "./format.js";

/**
 * @param {string} fragment of an address, with or without its `#`, hostile or not
 * @param {string} understood the fragment of what was made of it
 * @param {string[]} names of fields whose first word names something, such as a data set or a rule
 * @returns {string[]} the words of those fields that name nothing here
 */
export function unreadWords(fragment, understood, names) {
  const known = wordsOf(understood, names);
  return wordsOf(fragment, names).filter((word) => !known.includes(word));
}

/** @typedef {{name: string, asked: string, taken: string}} Cut a field of which less is taken than a link asks for */

/**
 * @param {string} fragment of an address, with or without its `#`, hostile or not
 * @param {string} taken the fragment of what is shown of it
 * @param {{numbers: string[], lists: string[]}} names of fields that hold numbers, and of those that may come several times
 * @returns {Cut[]} numbers that are others there, and how many fields of a name there are where there are fewer
 */
export function cutFields(fragment, taken, { numbers, lists }) {
  const [asked, had] = [fragment, taken].map(fieldsOf);
  const changed = numbers.flatMap((name) => {
    const [wanted, got] = [asked, had].map((fields) => fields.get(name) ?? "");
    return isNumbers(wanted) && isNumbers(got) && !sameNumbers(wanted, got)
      ? [{ name, asked: wanted, taken: got }]
      : [];
  });
  const fewer = lists.flatMap((name) => {
    const [wanted, got] = [asked, had].map((fields) => fields.getAll(name).length);
    return got < wanted ? [{ name, asked: String(wanted), taken: String(got) }] : [];
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

/** @param {string} fragment */
function fieldsOf(fragment) {
  return new URLSearchParams(fragment.replace(/^#/, ""));
}

/**
 * @param {string} fragment
 * @param {string[]} names
 */
function wordsOf(fragment, names) {
  const fields = fieldsOf(fragment);
  return names.flatMap((name) => fields.getAll(name)).map((value) => value.split(",")[0]);
}
