/**
 * The colours of charts: those of the page, and those of the map.
 * @module
 */

import { spread } from "../core/shared/oklab.js";

/** @typedef {import("../core/shared/line-styles.js").Theme} Theme */

/**
 * @typedef {object} Palette
 * @property {Theme} theme
 * @property {string} panel
 * @property {string} sunk
 * @property {string} paper the background of the map
 * @property {string} holes the colour where the loss is not finite
 * @property {string} ink
 * @property {string} muted
 * @property {string} rule
 * @property {string} accent
 * @property {[number, string][]} scale from low to high loss, in Plotly's form
 * @property {string} contour
 */

const SCALE_COLOURS = 33;

const MAP_COLOURS = {
  light: { stops: ["#bcd8e4", "#ccdfe5", "#dce7e6", "#eceee8", "#fbf6ea"], contour: "#6f8f9e" },
  dark: { stops: ["#1c4b5c", "#1b3e4d", "#19313e", "#17252e", "#14191f"], contour: "#4f8296" },
};

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
  const { stops, contour } = MAP_COLOURS[theme];
  return {
    theme,
    panel: colour("panel"),
    sunk: colour("sunk"),
    paper: colour("panel"),
    holes: colour("sunk"),
    ink: colour("ink"),
    muted: colour("muted"),
    rule: colour("rule"),
    accent: colour("accent"),
    scale: spread(stops, SCALE_COLOURS).map((hex, index) => [index / (SCALE_COLOURS - 1), hex]),
    contour,
  };
}
