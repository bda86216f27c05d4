/**
 * The classifier lab, put together.
 * @module
 */

import { loadPlotly } from "../../charts/plotly.js";
import { copy } from "../../components/export-actions.js";
import { fetchClassifierCatalogue } from "../../core/classifiers/client.js";
import { allowed, FIRST_VISIT, formatState, parseState } from "../../core/classifiers/state.js";
import { byId } from "../../document/dom.js";
import { bindTroubles, hideBanner } from "../shared/banner.js";
import { createEntryWriter } from "../shared/history-entries.js";
import { followAddress, learnLinked } from "../shared/linked-datasets.js";
import { bindOwnDatasets } from "../shared/uploaded-datasets.js";
import { start } from "../shared/start.js";
import { tellUnread } from "../shared/link-banner.js";
import { storedKey } from "../shared/upload-key.js";
import { bindTheme } from "../shared/theme.js";
import { bindAnnouncer } from "./results.js";
import { bindKeyboard } from "./keyboard.js";
import { LandscapePanel } from "./landscape-panel.js";
import { bindLookFor } from "./observation.js";
import { bindPlayback } from "./playback.js";
import { RunReading } from "./run-view.js";
import { Runners } from "./runners.js";
import { onlyLooksDiffer, Session } from "./session.js";
import { bindSetup } from "./setup.js";
import { bindTakeHome } from "./export-menu.js";

const FIRST_TRAINING_MILLISECONDS = 600;
/** Fields of the address that name something. */
const NAMES = ["data", "feature", "model", "optimizer"];

await start(open);

async function open() {
  const catalogue = await fetchClassifierCatalogue(storedKey());
  await learnLinked(location.hash, catalogue.datasets);
  const known = {
    get data() {
      return catalogue.datasets.filter(({ installed }) => installed).map(({ id }) => id);
    },
    methods: catalogue.methods,
  };
  const named = parseState(location.hash, known);
  const session = new Session(catalogue, named);
  tellUnread({ understood: formatState(named), taken: formatState(session.chosen) }, NAMES);
  bindSetup(session);
  const offerAnew = bindOwnDatasets({
    session,
    chosen: () => [session.state.data],
    choose: ([data = FIRST_VISIT.data]) => session.change((state) => ({ ...state, data })),
  });
  const runners = new Runners(session);
  bindPlayback(session);
  bindLookFor(session);
  bindAnnouncer(session);
  bindTakeHome(session);
  bindAddress(session, (fragment) => parseState(fragment, known));
  bindTroubles(session, () => session.train(), offerAnew);
  /** @type {RunReading | null} */
  let reading = null;
  let recolourLandscape = () => {};
  const toggleTheme = bindTheme(() => {
    runners.show();
    reading?.recolour();
    recolourLandscape();
  });
  bindKeyboard(session, toggleTheme);
  reading = new RunReading(await loadPlotly(), session);
  const landscape = new LandscapePanel(reading.Plotly, session);
  recolourLandscape = () => landscape.draw();
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  window.setTimeout(() => session.trained === "" && session.train(), FIRST_TRAINING_MILLISECONDS);
}

/**
 * The choices in the address, undone by going back; how a run is looked at replaces the entry before.
 * @param {Session} session
 * @param {(fragment: string) => import("../../core/classifiers/state.js").ClassifierState} parse
 */
function bindAddress(session, parse) {
  const writeEntry = createEntryWriter();
  session.addEventListener("state", () => {
    const fragment = `#${formatState(session.chosen)}`;
    /** @type {HTMLAnchorElement} */ (byId("language")).hash = fragment;
    const there = allowed(parse(location.hash), session.limits);
    if (fragment === `#${formatState(there)}`) return;
    hideBanner("link-banner");
    if (onlyLooksDiffer(there, session.chosen)) history.replaceState(null, "", fragment);
    else writeEntry(fragment);
  });
  const go = () => {
    const named = parse(location.hash);
    session.go(named);
    return { understood: formatState(named), taken: formatState(session.chosen) };
  };
  followAddress(session, go, NAMES);
  byId("copy-link").addEventListener("click", () => {
    history.replaceState(null, "", `#${formatState(session.chosen)}`);
    copy(location.href, "share.link_copied");
  });
}
