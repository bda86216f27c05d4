/**
 * The keys of the lab.
 * @module
 */

import { byId } from "../../dom.js";
import { changeSpeed } from "./playback.js";

/** @typedef {import("./session.js").Session} Session */

const KEY = "slopelab.keys";
const LEAP = 10;
const NATIVE_ON_RANGE = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];

/**
 * @typedef {object} Commands what keys do beyond playback
 * @property {(index: number) => void} toggleVisible
 * @property {() => void} toggleMode
 * @property {() => void} toggleCloseUp
 * @property {() => void} toggleTheme
 * @property {(panel: import("../../core/state.js").Panel) => void} goToPanel
 */

/**
 * @param {Session} session
 * @param {Commands} commands
 */
export function bindKeyboard(session, commands) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("keys"));
  const enabled = /** @type {HTMLInputElement} */ (byId("keys-enabled"));
  enabled.checked = localStorage.getItem(KEY) !== "off";
  enabled.addEventListener("change", () => localStorage.setItem(KEY, enabled.checked ? "on" : "off"));
  byId("help").addEventListener("click", () => dialog.showModal());

  const { timeline } = session;
  /** @type {Record<string, (event: KeyboardEvent) => void>} */
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
    l: () => commands.goToPanel("loss"),
    p: () => commands.goToPanel("step"),
    c: () => commands.goToPanel("check"),
    w: () => commands.goToPanel("sweep"),
    b: () => commands.goToPanel("basins"),
    t: commands.toggleTheme,
    "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!enabled.checked || dialog.open || isUsedBy(/** @type {Element} */ (event.target), event.key)) return;
    const slot = Number(event.key);
    const action =
      slot >= 1 && slot <= 8
        ? () => commands.toggleVisible(slot - 1)
        : actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action(event);
  });
}

/**
 * @param {Element} target
 * @param {string} key
 * @returns {boolean} whether the focused control has its own use for the key
 */
function isUsedBy(target, key) {
  if (target.matches("select, textarea, input:not([type=range], [type=radio], [type=checkbox])")) return true;
  if (target.matches("input")) return NATIVE_ON_RANGE.includes(key) || (key === " " && !target.matches("[type=range]"));
  if (target.closest("[role=menu]")) return true;
  return key === " " && target.closest("button, a") !== null;
}
