/**
 * Reports what a link names that does not exist here, and where it asks for more than the server allows.
 * @module
 */

import { firstCharacters } from "../../core/shared/characters.js";
import { cutFields, unreadWords } from "../../core/shared/link-check.js";
import { t } from "../../document/words.js";
import { hideBanner, showBanner } from "./banner.js";

const MAX_LENGTH = 40;
/** The numeric fields of all pages, with the keys of their names. @type {Record<string, string>} */
const FIELDS = {
  start: "training.start",
  seed: "field.seed",
  steps: "field.steps",
  epochs: "field.epochs",
  hidden: "field.hidden",
};
/** Fields that may be repeated, with the keys of their names. @type {Record<string, string>} */
const LISTS = { optimizer: "runners_panel.title" };

/**
 * @typedef {object} Read the states that were read from the page's address
 * @property {string} understood the fragment of the state that it asks for
 * @property {string} taken the fragment of the state that is shown
 */

/**
 * Report the parts the states that were read from the page's address that could not be read or had to be reduced.
 * @param {Read} read
 * @param {string[]} names of fields whose first word names something
 */
export function reportUnread({ understood, taken }, names) {
  const [word] = unreadWords(location.hash, understood, names);
  if (word !== undefined) return reportAbsent(word);
  const cut = cutFields(location.hash, taken, { numbers: Object.keys(FIELDS), lists: Object.keys(LISTS) });
  if (cut.length === 0) return hideBanner("link-banner");
  const parts = cut.map((field) =>
    t("banner.cut", {
      name: t(FIELDS[field.name] ?? LISTS[field.name]),
      asked: shortened(field.requested),
      taken: field.taken,
    }),
  );
  report(t("banner.cut_link", { parts: parts.join(", ") }));
}

/** @param {string} word a word in the page's address that names nothing here */
export function reportAbsent(word) {
  report(t("banner.unread_link", { word: shortened(word) }));
}

/** @param {string} sentence about the link */
function report(sentence) {
  showBanner("link-banner", sentence, t("banner.go_on"), () => hideBanner("link-banner"));
}

/** @param {string} text from the address, of any length */
function shortened(text) {
  const first = firstCharacters(text, MAX_LENGTH);
  return first === text ? text : `${first}…`;
}
