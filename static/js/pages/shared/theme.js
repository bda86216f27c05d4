/**
 * The theme, light or dark: that of the system until the visitor chooses.
 * @module
 */

import { byId } from "../../document/dom.js";
import { remember, remembered } from "../../document/storage.js";

/** @typedef {import("../../core/shared/line-styles.js").Theme} Theme */

const KEY = "slopelab.theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");

/** @returns {Theme} the current theme */
export function theme() {
  const chosen = remembered(KEY);
  if (chosen === "light" || chosen === "dark") return chosen;
  return system.matches ? "dark" : "light";
}

/**
 * @param {() => void} onChange
 * @returns {() => void} switches to the other theme
 */
export function bindTheme(onChange) {
  const apply = () => {
    document.documentElement.dataset.theme = theme();
    onChange();
  };
  const toggle = () => {
    remember(KEY, theme() === "dark" ? "light" : "dark");
    apply();
  };
  system.addEventListener("change", apply);
  byId("theme").addEventListener("click", toggle);
  return toggle;
}
