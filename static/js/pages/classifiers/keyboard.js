/**
 * The keys of the classifiers page.
 * @module
 */

import { PANELS } from "../../core/classifiers/state.js";
import { byId } from "../../dom.js";
import { toggle } from "./playback.js";

/** @typedef {import("../../core/classifiers/state.js").Panel} Panel */
/** @typedef {import("./session.js").Session} Session */

const KEYS = ["m", "i", "c", "g", "k"];

/**
 * @param {Session} session
 * @param {() => void} toggleTheme
 */
export function bindKeyboard(session, toggleTheme) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("keys"));
  byId("help").addEventListener("click", () => dialog.showModal());
  /** @type {Record<string, () => void>} */
  const actions = {
    " ": () => toggle(session),
    a: () => byId("add").click(),
    r: () => byId("replay").click(),
    t: toggleTheme,
    "?": () => dialog.showModal(),
    ...Object.fromEntries(PANELS.map((panel, index) => [KEYS[index], () => session.change((state) => ({ ...state, panel }))])),
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    const target = /** @type {Element} */ (event.target);
    if (target.matches("select, textarea, input[type=text]") || (event.key === " " && target.matches("button, a, input"))) return;
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
