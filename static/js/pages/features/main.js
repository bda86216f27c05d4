/**
 * Assembles the features page.
 * @module
 */

import { copy } from "../../components/export-actions.js";
import { fetchPhotographs } from "../../core/features/client.js";
import { formatState, parseState } from "../../core/features/state.js";
import { formatCount } from "../../core/shared/format.js";
import { fetchLimits } from "../../core/shared/limits.js";
import { ServerProblem } from "../../core/shared/requests.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { hideBanner, isServerTrouble, problemText, showBanner } from "../shared/banner.js";
import { start } from "../shared/start.js";
import { bindTheme } from "../shared/theme.js";
import { reportUnread } from "../shared/link-banner.js";
import { bindComparison } from "./comparison.js";
import { bindKeyboard } from "./keyboard.js";
import { bindUndo, createEntryWriter, replaceEntry } from "../shared/history-entries.js";
import { Unshowable } from "./picture.js";
import { FeaturePanels } from "./panels.js";
import { refusalText } from "./refusals.js";
import { Session } from "./session.js";
import { bindSources } from "./picture-chooser.js";
import { bindExportMenu } from "./export-menu.js";

/** @typedef {import("../../core/features/state.js").Offered} Offered */

/** Fields of the address whose values name something. */
const NAMES = ["picture", "second", "reading", "codebook"];

await start(open);

async function open() {
  const [photographs, limits] = await Promise.all([fetchPhotographs(), fetchLimits()]);
  const offered = { photographs: photographs.map(({ id }) => id), readings: offeredReadings() };
  const session = new Session(parseState(location.hash, offered), limits);
  reportUnread(readOf(session), NAMES);
  const readings = new FeaturePanels(session, offered.readings);
  bindSources(session, photographs);
  bindComparison(session);
  bindExportMenu(session, readings);
  bindAddress(session, offered);
  bindTroubles(session);
  const toggleTheme = bindTheme(() => readings.recolour());
  bindKeyboard(session, offered.readings, toggleTheme);
  session.addEventListener("pictures", () => showPictures(session));
  session.addEventListener("busy", () => byId("picture-panel").classList.toggle("busy", session.busy > 0));
  await session.open();
}

/** The features for which the page has tabs. One of them needs an optional package on the server. */
function offeredReadings() {
  const tabs = /** @type {NodeListOf<HTMLInputElement>} */ (byId("readings").querySelectorAll("input"));
  return Array.from(tabs, ({ value }) => value);
}

/** @param {Session} session */
function showPictures({ picture, second }) {
  if (picture) {
    const { width, height, original } = picture;
    const scaled = width !== original.width;
    byId("size").textContent = t(scaled ? "picture_panel.scaled" : "picture_panel.size", {
      width: formatCount(width),
      height: formatCount(height),
      original_width: formatCount(original.width),
      original_height: formatCount(original.height),
    });
  }
  if (second) {
    second.canvas.className = "second-canvas";
    byId("second").replaceChildren(second.canvas);
  }
}

/**
 * Keep the choices in the address, so that the back button undoes them.
 * @param {Session} session
 * @param {Offered} offered
 */
function bindAddress(session, offered) {
  const writeEntry = createEntryWriter();
  bindUndo();
  const write = () => {
    const fragment = `#${formatState(session.state)}`;
    /** @type {HTMLAnchorElement} */ (byId("language")).hash = fragment;
    if (fragment !== `#${formatState(parseState(location.hash, offered))}`) writeEntry(fragment);
  };
  session.addEventListener("state", write);
  window.addEventListener("popstate", () => {
    session.go(parseState(location.hash, offered));
    reportUnread(readOf(session), NAMES);
  });
  byId("copy-link").addEventListener("click", () => {
    replaceEntry(`#${formatState(session.state)}`);
    copy(location.href, session.state.picture === null ? "share.link_without_picture" : "share.link_copied");
  });
  /** @type {HTMLAnchorElement} */ (byId("language")).hash = location.hash;
}

/** @param {Session} session */
function bindTroubles(session) {
  let timer = 0;
  session.addEventListener("problem", () => {
    clearTimeout(timer);
    const { problem } = session;
    if (!problem) return hideBanner("server-banner");
    const again = () => session.open();
    if (problem instanceof Unshowable)
      return showBanner("server-banner", t(problem.reason), t("picture_panel.choose"), () => byId("choose").click());
    if (!isServerTrouble(problem)) throw problem;
    const refusal = refusalText(problem);
    if (refusal) return showBanner("server-banner", refusal, t("picture_panel.choose"), () => byId("choose").click());
    showBanner("server-banner", problemText(problem), t("banner.try_again"), again);
    if (problem instanceof ServerProblem && problem.retryAfter)
      timer = window.setTimeout(again, 1000 * problem.retryAfter);
  });
}

/**
 * @param {Session} session
 * @returns {import("../shared/link-banner.js").Read} the states that were read from the page's address
 */
function readOf(session) {
  const fragment = formatState(session.state);
  return { understood: fragment, taken: fragment };
}
