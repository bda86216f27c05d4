/**
 * The tones of the map.
 * @module
 */

import { channelsOf, spread } from "../shared/oklab.js";

/** @typedef {import("../shared/line-styles.js").Theme} Theme */

const TONES = 256;

/**
 * The tones of the map from low to high loss, in even steps of Oklab: deep where the loss is low, fading into the page
 * where it is high.
 * @type {Record<Theme, string[]>}
 */
const MAP_TONES = {
  light: ["#1a6382", "#2a7794", "#398ca6", "#549fb2", "#6db3be", "#8fc5c7", "#afd8cf", "#d5e7dc", "#fbf6ea"],
  dark: ["#41b7c7", "#32a1b3", "#228ba0", "#1e768a", "#196175", "#1a4d5e", "#193a48", "#182933", "#14191f"],
};

/**
 * @param {Theme} theme
 * @returns {import("../shared/oklab.js").RGB[]} from low to high loss, evenly spread
 */
export function rampOf(theme) {
  return spread(MAP_TONES[theme], TONES).map(channelsOf);
}
