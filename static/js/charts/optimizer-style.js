/**
 * How each optimizer is drawn.
 * @module
 */

import { slotStyle } from "../core/shared/line-styles.js";

/** @typedef {import("../core/shared/line-styles.js").Head} Head */

/**
 * @typedef {object} OptimizerStyle
 * @property {string} name
 * @property {"line" | "rings" | "search"} kind rings lie on another's path; a search hops between improvements
 * @property {string} colour
 * @property {number[]} dash
 * @property {Head} head
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
  const { colour, dash, head } = slotStyle(optimizer.slot);
  const common = { name, colour: colour[theme], dash, visible: optimizer.visible, opacity: 1 };
  if (kind === "search") return { ...common, kind: "search", dash: [2, 5], head };
  if (optimizer.gradient.kind === "numeric") return { ...common, kind: "rings", head: "ring" };
  return { ...common, kind: "line", head };
}
