/**
 * The keyboard shortcuts of the landscape lab.
 * @module
 */

import { byId } from "../../document/dom.js";
import { remember, remembered } from "../../document/storage.js";
import { bindKeyList, bindShortcuts } from "../shared/keyboard.js";
import { panelShortcuts } from "../shared/panels.js";
import { changeSpeed } from "./playback.js";

/** @typedef {import("./session.js").Session} Session */

const KEY = "slopelab.keys";
const LEAP = 10;
/** The digits that show or hide an optimizer. */
const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8];

/**
 * @typedef {object} Commands commands of keys other than those of playback
 * @property {(index: number) => void} toggleVisible
 * @property {() => void} toggleMode
 * @property {() => void} toggleCloseUp
 * @property {() => void} toggleTheme
 * @property {(panel: string) => void} goToPanel
 */

/**
 * @param {Session} session
 * @param {Commands} commands
 */
export function bindKeyboard(session, commands) {
  const enabled = /** @type {HTMLInputElement} */ (byId("keys-enabled"));
  enabled.checked = remembered(KEY) !== "off";
  enabled.addEventListener("change", () => remember(KEY, enabled.checked ? "on" : "off"));

  const { timeline } = session;
  /** @type {import("../shared/keyboard.js").Actions} */
  const actions = {
    " ": () => session.toggle(),
    ArrowLeft: ({ shiftKey }) => session.seek(timeline.step - (shiftKey ? LEAP : 1)),
    ArrowRight: ({ shiftKey }) => session.seek(timeline.step + (shiftKey ? LEAP : 1)),
    Home: () => session.seek(0),
    End: () => session.seek(timeline.length),
    "-": () => changeSpeed(session, -1),
    "=": () => changeSpeed(session, 1),
    "+": () => changeSpeed(session, 1),
    r: () => session.replay(),
    a: () => byId("add").click(),
    d: commands.toggleMode,
    z: commands.toggleCloseUp,
    s: () => byId("start").focus(),
    ...panelShortcuts(commands.goToPanel),
    t: commands.toggleTheme,
    "?": bindKeyList(),
    ...Object.fromEntries(DIGITS.map((digit) => [digit, () => commands.toggleVisible(digit - 1)])),
  };
  bindShortcuts(actions, () => enabled.checked);
}
