/**
 * Assembles the comparison page.
 * @module
 */

import { copy } from "../../components/export-actions.js";
import { firstVisit, formatState, parseState } from "../../core/comparison/state.js";
import { fetchLimits } from "../../core/shared/limits.js";
import { fetchDatasets } from "../../core/shared/uploads.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { bindTroubles, hideBanner } from "../shared/banner.js";
import { bindShortcuts } from "../shared/keyboard.js";
import { bindUndo, createEntryWriter, replaceEntry } from "../shared/history-entries.js";
import { followAddress, fetchLinkedDatasets } from "../shared/linked-datasets.js";
import { bindOwnDatasets } from "../shared/uploaded-datasets.js";
import { start } from "../shared/start.js";
import { bindTheme } from "../shared/theme.js";
import { reportUnread } from "../shared/link-banner.js";
import { storedKey } from "../shared/upload-key.js";
import { bindBars } from "./bars.js";
import { Session } from "./session.js";
import { bindSetup, featureBoxes } from "./setup.js";
import { bindExportMenu } from "./export-menu.js";

/** Fields of the address whose values name something. */
const NAMES = ["data", "feature", "model"];

await start(open);

async function open() {
  const [all, limits] = await Promise.all([fetchDatasets(storedKey()), fetchLimits()]);
  const datasets = all.filter(({ kind }) => kind === "images");
  await fetchLinkedDatasets(location.hash, datasets);
  const boxes = featureBoxes();
  const catalogue = {
    get datasets() {
      return datasets.filter(({ installed }) => installed);
    },
    features: boxes.map(({ value }) => value),
    quick: boxes.filter((box) => "quick" in box.dataset).map(({ value }) => value),
    limits,
  };
  const parse = (/** @type {string} */ fragment) => parseState(fragment, catalogue);
  const session = new Session(datasets, catalogue, parse(location.hash));
  reportUnread(readOf(session), NAMES);
  bindSetup(session);
  const refreshDatasets = bindOwnDatasets({
    session,
    chosen: () => session.state.data,
    choose: (data) => session.change((state) => ({ ...state, data: data.length ? data : firstVisit(catalogue).data })),
  });
  bindBars(session);
  bindRun(session);
  bindAddress(session, parse, JSON.stringify(firstVisit(catalogue)));
  bindTroubles(session, () => session.run(), refreshDatasets);
  bindExportMenu(session);
  const toggleTheme = bindTheme(() => {});
  bindShortcuts({ " ": () => toggle(session), t: toggleTheme });
  if (!window.matchMedia("(prefers-reduced-motion: reduce)").matches) session.run();
}

/** @param {Session} session */
function bindRun(session) {
  const button = /** @type {HTMLButtonElement} */ (byId("run"));
  button.addEventListener("click", () => toggle(session));
  const show = () => {
    byId("run-label").textContent = t(session.running ? "training.cancel" : "comparison_page.run");
    button.classList.toggle("running", session.running);
    button.disabled = !session.running && session.missing.length === 0;
    const finished = !session.running && session.missing.length === 0;
    byId("announcer").textContent = finished ? t("comparison_page.done") : "";
  };
  session.addEventListener("state", show);
  session.addEventListener("results", show);
  show();
}

/** @param {Session} session */
function toggle(session) {
  if (session.running) session.cancel();
  else session.run();
}

/**
 * @param {Session} session
 * @param {(fragment: string) => import("../../core/comparison/state.js").ComparisonState} parse
 * @param {string} first
 */
function bindAddress(session, parse, first) {
  const fragmentNow = () => `#${formatState(session.chosen)}`;
  const otherLanguage = /** @type {HTMLAnchorElement} */ (byId("language"));
  const carryOver = () => {
    otherLanguage.hash = fragmentNow();
  };
  carryOver();
  const writeEntry = createEntryWriter();
  bindUndo();
  session.addEventListener("state", () => {
    const fragment = fragmentNow();
    carryOver();
    if (fragment === `#${formatState(parse(location.hash))}`) return;
    hideBanner("link-banner");
    writeEntry(JSON.stringify(session.chosen) === first ? location.pathname + location.search : fragment);
  });
  const go = () => {
    session.go(parse(location.hash));
    return readOf(session);
  };
  followAddress(session, go, NAMES);
  byId("copy-link").addEventListener("click", () => {
    replaceEntry(fragmentNow());
    copy(location.href, "share.link_copied");
  });
}

/**
 * @param {Session} session
 * @returns {import("../shared/link-banner.js").Read} the states that were read from the page's address
 */
function readOf(session) {
  const fragment = formatState(session.chosen);
  return { understood: fragment, taken: fragment };
}
