/**
 * Links to the labs, each with the exact state of a figure or an aside.
 * @module
 */

import { formatState as formatClassifiers } from "../../core/classifiers/state.js";
import { formatState as formatComparison } from "../../core/comparison/state.js";
import { FIRST_VISIT, formatState as formatFeatures } from "../../core/features/state.js";
import { formatFragment } from "../../core/landscapes/fragment.js";
import { DEFAULT_SPEED } from "../../core/landscapes/timeline.js";
import { openedLab, scaleLab } from "../../core/lesson/labs.js";
import { planesState } from "../../core/lesson/trainings.js";
import { language } from "../../document/words.js";

/** The query that keeps the language, if it was in the address, so that it is kept without cookies. */
const CARRIED = new URLSearchParams(location.search).has("lang") ? `?lang=${language}` : "";

/** @param {import("../../core/landscapes/state.js").Lab} lab a state of the landscape lab, which plays there at the default speed */
export function labLink(lab) {
  return linkTo("landscapes", formatFragment({ ...lab, speed: DEFAULT_SPEED }));
}

/** @param {import("../../core/classifiers/state.js").ClassifierState} state */
export function classifiersLink(state) {
  return linkTo("classifiers", formatClassifiers(state));
}

/** @param {import("../../core/comparison/state.js").ComparisonState} state */
export function comparisonLink(state) {
  return linkTo("comparison", formatComparison(state));
}

/** @param {Partial<import("../../core/features/state.js").FeaturesState>} choices that differ from the default */
export function featuresLink(choices) {
  return linkTo("features", formatFeatures({ ...FIRST_VISIT, ...choices }));
}

/**
 * @param {string} room
 * @param {string} fragment
 */
function linkTo(room, fragment) {
  return `/${room}${CARRIED}#${fragment}`;
}

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
