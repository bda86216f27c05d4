/**
 * The tabs beside the picture, of which one panel is open at a time.
 * @module
 */

import { bindChoice } from "../../../components/choice.js";
import { byId } from "../../../document/dom.js";
import { showPanel } from "../../shared/panels.js";

/** @typedef {import("../session.js").Session} Session */

const TELLING_STEP = 12;

/**
 * What a panel works with.
 * @typedef {object} PanelContext
 * @property {Session} session
 * @property {import("../stage.js").Stage} stage the picture, on which the panel may draw while it is open
 * @property {Promise<any>} plotly
 * @property {() => import("../../../charts/palette.js").Palette} palette the current colours
 */

/**
 * A panel that works only while it is open.
 * @typedef {object} OpenablePanel
 * @property {() => void} open shows the current state; called whenever that changes while the panel is open
 * @property {() => void} close removes what the panel has drawn on the picture
 */

/**
 * @param {Session} session
 * @param {Record<string, OpenablePanel | undefined>} panels
 */
export function bindPanels(session, panels) {
  const choose = bindChoice(byId("panels"), (panel) => openPanel(session, panel));
  /** @type {string | null} */
  let shown = null;

  const show = () => {
    const { panel } = session.lab;
    if (panel !== shown) {
      choose(panel);
      byId("lab").dataset.panel = panel;
      showPanel(panel);
      if (shown) panels[shown]?.close();
      shown = panel;
    }
    panels[panel]?.open();
  };
  for (const event of ["state", "play", "frames"]) session.addEventListener(event, show);
  show();
}

/**
 * @param {Session} session
 * @param {string} panel
 */
export function openPanel(session, panel) {
  session.change((lab) => ({ ...lab, panel }));
  if (panel === "step") goToTellingStep(session);
}

/**
 * If nothing moves any more, show a step in the middle of momentum's path, which is more instructive.
 * @param {Session} session
 */
function goToTellingStep(session) {
  const { lab, timeline } = session;
  if (timeline.playing || !(timeline.atEnd || timeline.step === 0)) return;
  const subject = lab.optimizers.findIndex(({ rule }) => rule === "momentum");
  if (subject >= 0) session.change((now) => ({ ...now, subject }));
  session.seek(Math.min(TELLING_STEP, timeline.length));
}

/**
 * Scroll a panel into view and go to it.
 * @param {Session} session
 * @param {string} panel
 */
export function goToPanel(session, panel) {
  const side = /** @type {HTMLInputElement} */ (byId("side").querySelector("[value=read]"));
  side.click();
  openPanel(session, panel);
  byId(`${panel}-panel`).focus();
}
