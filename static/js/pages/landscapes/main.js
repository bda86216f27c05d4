/**
 * Assembles the landscape lab.
 * @module
 */

import { loadPlotly } from "../../charts/plotly.js";
import { fetchCatalogue } from "../../core/landscapes/client.js";
import { parseFragment } from "../../core/landscapes/fragment.js";
import { byId } from "../../document/dom.js";
import { BasinsPanel } from "./panels/basins.js";
import { bindServerBanner } from "./banners.js";
import { CheckPanel } from "./panels/gradient-check.js";
import { bindExportMenu } from "./export-menu.js";
import { bindKeyboard } from "./keyboard.js";
import { Navigation } from "./navigation.js";
import { bindPanels, goToPanel } from "./panels/tabs.js";
import { bindPlayback } from "./playback.js";
import { ResultsView } from "./results-view.js";
import { bindRunFields } from "./run-fields.js";
import { Runners } from "./runners.js";
import { Renderer } from "./renderer.js";
import { Session } from "./session.js";
import { bindShare } from "./address.js";
import { StepPanel } from "./panels/step.js";
import { bindSurfacePanel } from "./surface-panel.js";
import { SweepPanel } from "./panels/sweep.js";
import { offeredPanels } from "../shared/panels.js";
import { start } from "../shared/start.js";
import { bindTheme, theme } from "../shared/theme.js";
import { bindToolbar, toggleMode } from "./toolbar.js";

const FIRST_PLAY_MILLISECONDS = 600;

await start(open);

async function open() {
  const catalogue = await fetchCatalogue();
  const session = new Session(catalogue, parseFragment(location.hash, catalogue, offeredPanels()));
  /** @type {Renderer | null} */
  let renderer = null;
  const runners = new Runners(session, theme, (index) => {
    renderer?.highlight(index);
    resultsView.point(index);
  });
  const resultsView = new ResultsView(session, runners, () => renderer?.stage.view ?? session.surface.view, theme);
  bindSurfacePanel(session);
  bindRunFields(session);
  bindPlayback(session);
  bindToolbar(session);
  bindServerBanner(session);
  bindShare(session);
  const toggleTheme = bindTheme(() => {
    runners.show();
    renderer?.recolour();
  });

  renderer = new Renderer(loadPlotly, session, theme, resultsView);
  bindExportMenu(session, renderer);
  const navigation = new Navigation(renderer.stage, session);
  const context = {
    session,
    stage: renderer.stage,
    plotly: renderer.plotly,
    palette: () => /** @type {Renderer} */ (renderer).palette,
  };
  bindPanels(session, {
    step: new StepPanel(context),
    check: new CheckPanel(context),
    sweep: new SweepPanel(context),
    basins: new BasinsPanel(context),
  });
  byId("home").addEventListener("click", () => navigation.home());
  byId("close-up").addEventListener("click", () => navigation.toggleCloseUp());
  bindKeyboard(session, {
    toggleVisible: (index) => runners.toggleVisible(index),
    toggleMode: () => toggleMode(session),
    toggleCloseUp: () => navigation.toggleCloseUp(),
    toggleTheme,
    goToPanel: (panel) => goToPanel(session, panel),
  });
  await renderer.open();
  byId("lab").removeAttribute("aria-busy");
  begin(session);
}

/**
 * Show the step that the address names, or else play once.
 * @param {Session} session
 */
function begin(session) {
  const { at, steps } = session.lab;
  if (at !== null) return session.seek(at);
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return session.seek(steps);
  const untouched = () => session.timeline.position === 0 && !session.timeline.playing;
  window.setTimeout(() => untouched() && session.play(), FIRST_PLAY_MILLISECONDS);
}
