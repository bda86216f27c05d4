/**
 * Keeps the state in the address: writes it when it changes, reads it when the visitor goes back, and copies it as a
 * link.
 * @module
 */

import { formatFragment, parseAllOptimizers, parseFragment } from "../../core/landscapes/fragment.js";
import { byId } from "../../document/dom.js";
import { copy } from "../../components/export-actions.js";
import { bindUndo, createEntryWriter, replaceEntry } from "../shared/history-entries.js";
import { reportUnread } from "../shared/link-banner.js";
import { offeredPanels } from "../shared/panels.js";

/** @typedef {import("./session.js").Session} Session */

const WRITE_MILLISECONDS = 350;
/** Fields of the address whose values name something. */
const NAMES = ["surface", "optimizer"];

/** @param {Session} session */
export function bindShare(session) {
  let written = choicesOf(session.lab);
  let pristine = location.hash === "";
  let timer = 0;
  const writeEntry = createEntryWriter();

  const write = () => {
    const choices = choicesOf(session.lab);
    const url = `#${formatFragment(session.snapshot)}`;
    if (choices !== written) writeEntry(url);
    else replaceEntry(url);
    written = choices;
    showLanguageLink(url);
  };
  const schedule = () => {
    clearTimeout(timer);
    if (!session.timeline.playing) timer = window.setTimeout(write, WRITE_MILLISECONDS);
  };
  session.addEventListener("state", () => {
    pristine = false;
    if (choicesOf(session.lab) !== written) write();
    else schedule();
  });
  session.addEventListener("play", () => {
    if (!pristine || !session.timeline.atEnd) schedule();
  });
  window.addEventListener("popstate", () => {
    const lab = parseFragment(location.hash, session.catalogue, offeredPanels());
    written = choicesOf(lab);
    session.open(lab);
    clearTimeout(timer);
    reportUnread(readOf(session), NAMES);
  });
  bindUndo();
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
 * @param {import("../../core/landscapes/state.js").Lab} lab
 */
function choicesOf(lab) {
  return formatFragment({ ...lab, view: null, camera: null, at: null, speed: 0 });
}

/** @param {string} hash */
function showLanguageLink(hash) {
  const link = /** @type {HTMLAnchorElement} */ (byId("language"));
  link.hash = hash;
}
