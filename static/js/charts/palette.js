/**
 * The colours of charts: those of the page, and those of the map.
 * @module
 */

import { rampOf } from "../core/maps/map-tones.js";

/** @typedef {import("../core/shared/line-styles.js").Theme} Theme */

/** @typedef {import("../core/shared/oklab.js").RGB} RGB */

/**
 * @typedef {object} Palette
 * @property {Theme} theme
 * @property {string} panel
 * @property {string} sunk
 * @property {string} ink
 * @property {string} muted
 * @property {string} rule
 * @property {string} controlEdge
 * @property {string} accent
 * @property {RGB[]} ramp the tones of the map, from low to high loss
 */

/**
 * @param {Theme} theme the current theme
 * @returns {Palette}
 */
export function readPalette(theme) {
  const page = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => {
    const value = page.getPropertyValue(`--${name}`);
    const [light, dark] = /** @type {RegExpMatchArray} */ (value.match(/#[0-9a-f]{6}/g));
    return theme === "dark" ? dark : light;
  };
  return {
    theme,
    panel: colour("panel"),
    sunk: colour("sunk"),
    ink: colour("ink"),
    muted: colour("muted"),
    rule: colour("rule"),
    controlEdge: colour("control-edge"),
    accent: colour("accent"),
    ramp: rampOf(theme),
  };
}
