/**
 * Light or dark: as the system says, until someone chooses.
 * @module
 */

import { byId } from "../../document/dom.js";
import { remember, remembered } from "../../document/storage.js";

/** @typedef {import("../../core/shared/line-styles.js").Theme} Theme */

const KEY = "slopelab.theme";
const system = window.matchMedia("(prefers-color-scheme: dark)");

/** @returns {Theme} the theme in force */
export function theme() {
  const chosen = remembered(KEY);
  if (chosen === "light" || chosen === "dark") return chosen;
  return system.matches ? "dark" : "light";
}

/**
 * @param {() => void} onChange
 * @returns {() => void} changes to the other theme
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
