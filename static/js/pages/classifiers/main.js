/**
 * Assembles the classifiers page.
 * @module
 */

import { loadPlotly } from "../../charts/plotly.js";
import { copy } from "../../components/export-actions.js";
import { fetchClassifierCatalogue } from "../../core/classifiers/client.js";
import { allowed, FIRST_VISIT, formatState, parseState } from "../../core/classifiers/state.js";
import { byId } from "../../document/dom.js";
import { bindTroubles, hideBanner } from "../shared/banner.js";
import { bindUndo, createEntryWriter, replaceEntry } from "../shared/history-entries.js";
import { followAddress, fetchLinkedDatasets } from "../shared/linked-datasets.js";
import { bindOwnDatasets } from "../shared/uploaded-datasets.js";
import { offeredPanels } from "../shared/panels.js";
import { start } from "../shared/start.js";
import { reportUnread } from "../shared/link-banner.js";
import { storedKey } from "../shared/upload-key.js";
import { bindTheme } from "../shared/theme.js";
import { bindAnnouncer } from "./results.js";
import { bindKeyboard } from "./keyboard.js";
import { LandscapePanel } from "./landscape-panel.js";
import { bindObservation } from "./observation.js";
import { bindPlayback } from "./playback.js";
import { RunView } from "./run-view.js";
import { Runners } from "./runners.js";
import { differOnlyInView, Session } from "./session.js";
import { bindSetup } from "./setup.js";
import { bindExportMenu } from "./export-menu.js";

const FIRST_TRAINING_MILLISECONDS = 600;
/** Fields of the address whose values name something. */
const NAMES = ["data", "feature", "model", "optimizer"];

await start(open);

async function open() {
  const catalogue = await fetchClassifierCatalogue(storedKey());
  await fetchLinkedDatasets(location.hash, catalogue.datasets);
  const known = {
    get data() {
      return catalogue.datasets.filter(({ installed }) => installed).map(({ id }) => id);
    },
    features: Array.from(/** @type {HTMLSelectElement} */ (byId("feature")).options, ({ value }) => value),
    panels: offeredPanels(),
    methods: catalogue.methods,
    limits: catalogue.limits,
  };
  const named = parseState(location.hash, known);
  const session = new Session(catalogue, named);
  reportUnread({ understood: formatState(named), taken: formatState(session.chosen) }, NAMES);
  bindSetup(session);
  const refreshDatasets = bindOwnDatasets({
    session,
    chosen: () => [session.state.data],
    choose: ([data = FIRST_VISIT.data]) => session.change((state) => ({ ...state, data })),
  });
  const runners = new Runners(session);
  bindPlayback(session);
  bindObservation(session);
  bindAnnouncer(session);
  bindExportMenu(session);
  bindAddress(session, (fragment) => parseState(fragment, known));
  bindTroubles(session, () => session.train(), refreshDatasets);
  /** @type {RunView | null} */
  let runView = null;
  let recolourLandscape = () => {};
  const toggleTheme = bindTheme(() => {
    runners.show();
    runView?.recolour();
    recolourLandscape();
  });
  bindKeyboard(session, toggleTheme);
  runView = new RunView(await loadPlotly(), session);
  const landscape = new LandscapePanel(runView.Plotly, session);
  recolourLandscape = () => landscape.draw();
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  window.setTimeout(() => session.trained === "" && session.train(), FIRST_TRAINING_MILLISECONDS);
}

/**
 * Keep the choices in the address, so that the back button undoes them. Choices that affect only the view replace the
 * last entry.
 * @param {Session} session
 * @param {(fragment: string) => import("../../core/classifiers/state.js").ClassifierState} parse
 */
function bindAddress(session, parse) {
  const writeEntry = createEntryWriter();
  bindUndo();
  session.addEventListener("state", () => {
    const fragment = `#${formatState(session.chosen)}`;
    /** @type {HTMLAnchorElement} */ (byId("language")).hash = fragment;
    const there = allowed(parse(location.hash), session.limits);
    if (fragment === `#${formatState(there)}`) return;
    hideBanner("link-banner");
    if (differOnlyInView(there, session.chosen)) replaceEntry(fragment);
    else writeEntry(fragment);
  });
  const go = () => {
    const named = parse(location.hash);
    session.go(named);
    return { understood: formatState(named), taken: formatState(session.chosen) };
  };
  followAddress(session, go, NAMES);
  byId("copy-link").addEventListener("click", () => {
    replaceEntry(`#${formatState(session.chosen)}`);
    copy(location.href, "share.link_copied");
  });
}
