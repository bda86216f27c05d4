/**
 * What of a link could not be read.
 * @module
 */

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

/**
 * @param {string} fragment
 * @param {string[]} names
 */
function wordsOf(fragment, names) {
  const fields = new URLSearchParams(fragment.replace(/^#/, ""));
  return names.flatMap((name) => fields.getAll(name)).map((value) => value.split(",")[0]);
}
