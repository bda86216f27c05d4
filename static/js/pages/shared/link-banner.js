/**
 * A link may name what is no longer here, or ask for more than the server allows: the page says so, and shows what it can.
 * @module
 */

import { firstCharacters } from "../../core/shared/characters.js";
import { cutFields, unreadWords } from "../../core/shared/link-check.js";
import { t } from "../../document/words.js";
import { hideBanner, showBanner } from "./banner.js";

const LONGEST = 40;
/** The fields of all pages that hold numbers, with what they are called. @type {Record<string, string>} */
const FIELDS = {
  start: "training.start",
  seed: "field.seed",
  steps: "field.steps",
  epochs: "field.epochs",
  hidden: "field.hidden",
};
/** Those that may come several times. @type {Record<string, string>} */
const LISTS = { optimizer: "runners_panel.title" };

/**
 * @typedef {object} Read what was made of the page's address
 * @property {string} understood the fragment of what it asks for
 * @property {string} taken the fragment of what is shown of that
 */

/**
 * Tell what of the page's address could not be read or had, if any of it.
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
      asked: shortened(field.asked),
      taken: field.taken,
    }),
  );
  report(t("banner.cut_link", { parts: parts.join(", ") }));
}

/** @param {string} word that the page's address names, and nothing here is called by */
export function reportAbsent(word) {
  report(t("banner.unread_link", { word: shortened(word) }));
}

/** @param {string} sentence on the link */
function report(sentence) {
  showBanner("link-banner", sentence, t("banner.go_on"), () => hideBanner("link-banner"));
}

/** @param {string} text of the address, of any length */
function shortened(text) {
  const first = firstCharacters(text, LONGEST);
  return first === text ? text : `${first}…`;
}
