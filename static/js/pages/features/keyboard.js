/**
 * The keys of the features page.
 * @module
 */

import { byId } from "../../dom.js";

/** @typedef {import("../../core/features/state.js").ReadingName} ReadingName */
/** @typedef {import("./session.js").Session} Session */

/**
 * @param {Session} session
 * @param {ReadingName[]} readings one for each of the first digits
 * @param {() => void} toggleTheme
 */
export function bindKeyboard(session, readings, toggleTheme) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("keys"));
  byId("help").addEventListener("click", () => dialog.showModal());
  /** @type {Record<string, () => void>} */
  const actions = {
    x: () => session.change((state) => ({ ...state, change: state.change === "shuffled" ? "as_is" : "shuffled" })),
    v: () => byId("second-choice").focus(),
    o: () => byId("choose").click(),
    t: toggleTheme,
    "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    if (/** @type {Element} */ (event.target).matches("select, textarea, input[type=text]")) return;
    const reading = readings[Number(event.key) - 1];
    const action = reading ? () => session.change((state) => ({ ...state, reading })) : actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
