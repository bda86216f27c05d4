/**
 * Where the asides lead: each to an exact run in a lab.
 * @module
 */

import { presetLab, scaleLab } from "../../core/lesson/labs.js";
import { labLink } from "./paths-figure.js";

/** @param {import("../../core/state.js").Catalogue} catalogue */
export function linkAsides(catalogue) {
  const labs = { scale: scaleLab(catalogue), zigzag: presetLab("zigzag", catalogue), saddle: presetLab("saddle", catalogue) };
  for (const [name, lab] of Object.entries(labs)) {
    /** @type {HTMLAnchorElement} */ (document.querySelector(`[data-beside="${name}"]`)).href = labLink(lab);
  }
}
