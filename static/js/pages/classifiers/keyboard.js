/**
 * The keyboard shortcuts of the classifiers page.
 * @module
 */

import { PANELS } from "../../core/classifiers/state.js";
import { byId } from "../../document/dom.js";
import { bindKeyList, bindShortcuts } from "../shared/keyboard.js";
import { toggle } from "./playback.js";

/** @typedef {import("./session.js").Session} Session */

const KEYS = ["m", "i", "c", "g", "k"];

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
    ...Object.fromEntries(
      PANELS.map((panel, index) => [KEYS[index], () => session.change((state) => ({ ...state, panel }))]),
    ),
  });
}
