/**
 * The colours of the pictures: those of the page, and the map's own.
 * @module
 */

import { spread } from "../core/shared/oklab.js";

/** @typedef {import("../core/shared/line-styles.js").Theme} Theme */

/**
 * @typedef {object} Palette
 * @property {Theme} theme
 * @property {string} panel
 * @property {string} sunk
 * @property {string} paper what the map is drawn on
 * @property {string} holes what shows where the loss is not finite
 * @property {string} ink
 * @property {string} muted
 * @property {string} rule
 * @property {string} accent
 * @property {[number, string][]} scale low to high loss, as Plotly wants it
 * @property {string} contour
 */

const SCALE_COLOURS = 33;

const MAP_COLOURS = {
  light: { stops: ["#bcd8e4", "#ccdfe5", "#dce7e6", "#eceee8", "#fbf6ea"], contour: "#6f8f9e" },
  dark: { stops: ["#1c4b5c", "#1b3e4d", "#19313e", "#17252e", "#14191f"], contour: "#4f8296" },
};

/**
 * @param {Theme} theme the theme in force
 * @returns {Palette}
 */
export function readPalette(theme) {
  const page = getComputedStyle(document.documentElement);
  const colour = (/** @type {string} */ name) => page.getPropertyValue(`--${name}`).trim();
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
