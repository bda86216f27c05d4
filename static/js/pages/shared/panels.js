/**
 * The panels of a page, of which one is open at a time, as its template lists them.
 *
 * A panel has a tab in the choice `panels`, and an element with its id as `data-panel` and its shortcut as `data-key`.
 * @module
 */

import { byId } from "../../document/dom.js";

/** @returns {string[]} the ids of the panels in the order of their tabs */
export function offeredPanels() {
  return Array.from(byId("panels").querySelectorAll("input"), ({ value }) => value);
}

/** @param {string} panel id of the panel that is to be the only visible one */
export function showPanel(panel) {
  for (const element of elements()) element.hidden = element.dataset.panel !== panel;
}

/**
 * @param {(panel: string) => void} open
 * @returns {import("./keyboard.js").Actions} the shortcuts that open the panels
 */
export function panelShortcuts(open) {
  return Object.fromEntries(elements().map(({ dataset }) => [String(dataset.key), () => open(String(dataset.panel))]));
}

/** @returns {HTMLElement[]} */
function elements() {
  return Array.from(document.querySelectorAll("[data-panel][data-key]"));
}
