/**
 * Entries of the browser's history for choices, which its back button undoes, as Ctrl+Z does. Text typed into a field
 * without leaving it is a single entry, and so is a drag.
 * @module
 */

import { isDragging } from "../../components/dragging.js";

const TYPED_INTO = "textarea, [contenteditable], input:not([type=range], [type=radio], [type=checkbox])";

/** How many choices of this page the browser has gone beyond the current entry. */
let newest = depth();

/** @returns {(url: string) => void} writes an address as an entry that the back button undoes */
export function createEntryWriter() {
  /** @type {Element | "drag" | null} where the last entry came from, if it may still change */
  let open = null;
  let dragged = false;
  const settle = () => {
    open = null;
    dragged = false;
  };
  for (const event of ["focusin", "pointerdown"]) document.addEventListener(event, settle, { capture: true });
  document.addEventListener("keydown", () => (dragged = false), { capture: true });
  window.addEventListener("popstate", settle);
  return (url) => {
    dragged ||= isDragging();
    const field = document.activeElement?.matches("textarea") ? document.activeElement : null;
    const source = field ?? (dragged ? "drag" : null);
    if (source !== null && source === open) replaceEntry(url);
    else pushEntry(url);
    open = source;
  };
}

/** @param {string} url */
export function pushEntry(url) {
  newest = depth() + 1;
  history.pushState({ depth: newest }, "", url);
}

/**
 * Write what is no choice, such as the step that is shown, into the current entry.
 * @param {string} url
 */
export function replaceEntry(url) {
  history.replaceState(history.state, "", url);
}

/** Let Ctrl+Z undo the last choice of this page, and Ctrl+Shift+Z or Ctrl+Y take it again; fields keep their own. */
export function bindUndo() {
  document.addEventListener("keydown", (event) => {
    const { target, ctrlKey, metaKey, altKey, shiftKey, code } = event;
    if (!(ctrlKey || metaKey) || altKey || event.defaultPrevented) return;
    if (target instanceof Element && target.matches(TYPED_INTO)) return;
    const redo = code === "KeyY" || (code === "KeyZ" && shiftKey);
    if (redo && depth() < newest) history.forward();
    else if (code === "KeyZ" && !shiftKey && depth() > 0) history.back();
    else return;
    event.preventDefault();
  });
}

/** @returns {number} how many choices lie before the current entry */
function depth() {
  return history.state?.depth ?? 0;
}
