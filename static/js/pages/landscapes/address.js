/**
 * Keeps the state in the address: writes it when it changes, reads it when the visitor goes back, and copies it as a
 * link.
 * @module
 */

import { formatFragment, parseAllOptimizers, parseFragment } from "../../core/landscapes/fragment.js";
import { byId } from "../../document/dom.js";
import { copy } from "../../components/export-actions.js";
import { createEntryWriter } from "../shared/history-entries.js";
import { reportUnread } from "../shared/link-banner.js";
import { offeredPanels } from "../shared/panels.js";

/** @typedef {import("./session.js").Session} Session */

const WRITE_MILLISECONDS = 350;
/** Fields of the address whose values name something. */
const NAMES = ["surface", "optimizer"];

/** @param {Session} session */
export function bindShare(session) {
  let written = choicesOf(session);
  let pristine = location.hash === "";
  let timer = 0;
  const writeEntry = createEntryWriter();

  const write = () => {
    const choices = choicesOf(session);
    const url = `#${formatFragment(session.snapshot)}`;
    if (choices !== written) writeEntry(url);
    else history.replaceState(null, "", url);
    written = choices;
    showLanguageLink(url);
  };
  const schedule = () => {
    clearTimeout(timer);
    if (!session.timeline.playing) timer = window.setTimeout(write, WRITE_MILLISECONDS);
  };
  session.addEventListener("state", () => {
    pristine = false;
    schedule();
  });
  session.addEventListener("play", () => {
    if (!pristine || !session.timeline.atEnd) schedule();
  });
  window.addEventListener("popstate", () => {
    session.open(parseFragment(location.hash, session.catalogue, offeredPanels()));
    written = choicesOf(session);
    clearTimeout(timer);
    reportUnread(readOf(session), NAMES);
  });
  byId("copy-link").addEventListener("click", () => {
    write();
    copy(location.href, "share.link_copied");
  });
  showLanguageLink(location.hash);
  reportUnread(readOf(session), NAMES);
}

/**
 * @param {Session} session
 * @returns {import("../shared/link-banner.js").Read} the states that were read from the page's address
 */
function readOf({ catalogue, lab }) {
  return {
    understood: formatFragment(parseAllOptimizers(location.hash, catalogue, offeredPanels())),
    taken: formatFragment(lab),
  };
}

/**
 * The choices that the back button undoes: all except those that affect only how the run is shown.
 * @param {Session} session
 */
function choicesOf({ lab }) {
  return formatFragment({ ...lab, view: null, camera: null, at: null, speed: 0 });
}

/** @param {string} hash */
function showLanguageLink(hash) {
  const link = /** @type {HTMLAnchorElement} */ (byId("language"));
  link.hash = hash;
}
