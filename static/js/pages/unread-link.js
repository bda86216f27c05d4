/**
 * A link may name what is no longer here: the page says so, and shows what it can.
 * @module
 */

import { unreadWords } from "../core/links.js";
import { t } from "../words.js";
import { hideBanner, showBanner } from "./banner.js";

const LONGEST = 40;

/**
 * @param {string} understood the fragment of what was made of the page's address
 * @param {string[]} names of fields whose first word names something
 */
export function tellUnread(understood, names) {
  const [word] = unreadWords(location.hash, understood, names);
  if (word !== undefined) tellAbsent(word);
}

/** @param {string} word that the page's address names, and nothing here is called by */
export function tellAbsent(word) {
  const shown = word.length > LONGEST ? `${word.slice(0, LONGEST)}…` : word;
  showBanner("link-banner", t("banner.unread_link", { word: shown }), t("banner.go_on"), () => hideBanner("link-banner"));
}
