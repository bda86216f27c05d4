/**
 * The keyboard shortcuts of the features page.
 * @module
 */

import { byId } from "../../document/dom.js";
import { bindKeyList, bindShortcuts } from "../shared/keyboard.js";

/** @typedef {import("../../core/features/state.js").FeatureName} FeatureName */
/** @typedef {import("./session.js").Session} Session */

/**
 * @param {Session} session
 * @param {FeatureName[]} readings features in the order of the digit keys
 * @param {() => void} toggleTheme
 */
export function bindKeyboard(session, readings, toggleTheme) {
  bindShortcuts({
    x: () => session.change((state) => ({ ...state, change: state.change === "shuffled" ? "as_is" : "shuffled" })),
    v: () => byId("second-choice").focus(),
    o: () => byId("choose").click(),
    t: toggleTheme,
    "?": bindKeyList(),
    ...Object.fromEntries(
      readings.map((reading, index) => [index + 1, () => session.change((state) => ({ ...state, reading }))]),
    ),
  });
}
