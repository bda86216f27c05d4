/**
 * The keyboard shortcuts of the classifiers page.
 * @module
 */

import { byId } from "../../document/dom.js";
import { bindKeyList, bindShortcuts } from "../shared/keyboard.js";
import { panelShortcuts } from "../shared/panels.js";
import { toggle } from "./playback.js";

/** @typedef {import("./session.js").Session} Session */

/**
 * @param {Session} session
 * @param {() => void} toggleTheme
 */
export function bindKeyboard(session, toggleTheme) {
  bindShortcuts({
    " ": () => toggle(session),
    a: () => byId("add").click(),
    r: () => byId("replay").click(),
    t: toggleTheme,
    "?": bindKeyList(),
    ...panelShortcuts((panel) => session.change((state) => ({ ...state, panel }))),
  });
}
