/**
 * Keyboard shortcuts of a page: single keys, unless a control or field uses them itself.
 * @module
 */

import { shortcutOf } from "../../core/shared/shortcuts.js";
import { byId } from "../../document/dom.js";

/** @typedef {Record<string, (event: KeyboardEvent) => void>} Actions actions by key, as `shortcutOf` names it */

const TYPED_INTO = "select, textarea, input:not([type=range], [type=radio], [type=checkbox])";
const NATIVE_ON_RANGE = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"];

/**
 * Let keys act unless they have another use: not in fields, in menus or while a dialog is open, and never together
 * with Ctrl, Alt or Meta.
 * @param {Actions} actions
 * @param {() => boolean} [areOn] whether shortcuts are switched on
 */
export function bindShortcuts(actions, areOn = () => true) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = shortcutOf(event);
    const target = event.target instanceof Element ? event.target : document.body;
    if (!Object.hasOwn(actions, key) || !areOn() || isUsedBy(target, key)) return;
    event.preventDefault();
    actions[key](event);
  });
}

/**
 * Bind the list of a page's keys to its button. The action that is returned opens it too.
 * @returns {() => void}
 */
export function bindKeyList() {
  const open = () => /** @type {HTMLDialogElement} */ (byId("keys")).showModal();
  byId("help").addEventListener("click", open);
  return open;
}

/**
 * @param {Element} target
 * @param {string} key
 * @returns {boolean} whether the focused control has its own use for the key
 */
function isUsedBy(target, key) {
  if (target.matches(TYPED_INTO) || target.closest("[role=menu]") || document.querySelector("dialog[open]"))
    return true;
  if (target.matches("input")) return NATIVE_ON_RANGE.includes(key) || (key === " " && !target.matches("[type=range]"));
  return key === " " && target.closest("button, a, summary") !== null;
}
