/**
 * The links of the asides, each to an exact run in a lab.
 * @module
 */

import { openedLab, scaleLab } from "../../core/lesson/labs.js";
import { planesState } from "../../core/lesson/trainings.js";
import { classifiersLink, labLink } from "./links.js";

/** @param {import("../../core/landscapes/state.js").Catalogue} catalogue */
export function linkAsides(catalogue) {
  const links = {
    scale: labLink(scaleLab(catalogue)),
    zigzag: labLink(openedLab("zigzag", catalogue)),
    saddle: labLink(openedLab("saddle", catalogue)),
    planes: classifiersLink(planesState()),
  };
  for (const [name, link] of Object.entries(links)) {
    /** @type {HTMLAnchorElement} */ (document.querySelector(`[data-beside="${name}"]`)).href = link;
  }
}
