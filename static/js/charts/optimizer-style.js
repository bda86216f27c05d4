/**
 * How an optimizer is drawn.
 * @module
 */

import { slotStyle } from "../core/shared/line-styles.js";

/** @typedef {import("../core/shared/line-styles.js").MarkerShape} MarkerShape */

/**
 * @typedef {object} OptimizerStyle
 * @property {string} name
 * @property {"line" | "rings" | "search"} kind rings mark a path that coincides with another; a search jumps between improvements
 * @property {string} colour
 * @property {number[]} dash
 * @property {MarkerShape} marker
 * @property {boolean} visible
 * @property {number} opacity
 */

/**
 * @param {import("../core/landscapes/state.js").Optimizer} optimizer
 * @param {"rule" | "search"} kind
 * @param {string} name
 * @param {import("../core/shared/line-styles.js").Theme} theme
 * @returns {OptimizerStyle}
 */
export function styleOf(optimizer, kind, name, theme) {
  const { colour, dash, marker } = slotStyle(optimizer.slot);
  const common = { name, colour: colour[theme], dash, visible: optimizer.visible, opacity: 1 };
  if (kind === "search") return { ...common, kind: "search", dash: [2, 5], marker };
  if (optimizer.gradient.kind === "numeric") return { ...common, kind: "rings", marker: "ring" };
  return { ...common, kind: "line", marker };
}
