/**
 * The states of the landscape lab that figures of the lesson show.
 * @module
 */

import { completeLabOf, labOf, PRESETS } from "../landscapes/presets.js";

/** @typedef {import("../landscapes/state.js").Catalogue} Catalogue */
/** @typedef {import("../landscapes/state.js").Lab} Lab */
/** @typedef {import("../landscapes/presets.js").Preset} Preset */

/** @type {Preset} */
const VALLEY = {
  id: "slope",
  surface: "booth",
  start: [-7, -6],
  steps: 20,
  optimizers: [{ rule: "gradient_descent", settings: { learning_rate: 0.02 } }],
  subjects: [0],
};

/**
 * @param {string} id of a preset of the landscape lab
 * @param {Catalogue} catalogue
 * @returns {Lab} with all of its optimizers, which may take several runs
 */
export function presetLab(id, catalogue) {
  return completeLabOf(presetOf(id), catalogue);
}

/**
 * @param {string} id of a preset of the landscape lab
 * @param {Catalogue} catalogue
 * @returns {Lab} the state that the lab itself opens
 */
export function openedLab(id, catalogue) {
  return labOf(presetOf(id), catalogue);
}

/**
 * A few steps of gradient descent down a valley (S3).
 * @param {Catalogue} catalogue
 * @returns {Lab}
 */
export function valleyLab(catalogue) {
  return completeLabOf(VALLEY, catalogue);
}

/**
 * The default run on a loss that is a thousand times as high (moment 6).
 * @param {Catalogue} catalogue
 * @returns {Lab}
 */
export function scaleLab(catalogue) {
  const lab = presetLab("beale", catalogue);
  const { expression, view } = /** @type {import("../landscapes/state.js").Surface} */ (
    catalogue.surfaces.get("beale")
  );
  return { ...lab, surface: "own", expression: `1000*(${expression})`, view };
}

/**
 * Random guesses against gradient steps with two weights (S2, moment 7).
 * @param {Catalogue} catalogue
 * @returns {Lab}
 */
export function dimensionLab(catalogue) {
  const lab = presetLab("rosenbrock", catalogue);
  return {
    ...lab,
    optimizers: lab.optimizers.filter(({ rule }) => rule === "random_search" || rule === "gradient_descent"),
    speed: 240,
  };
}

/**
 * A loss whose gradient is easily derived with a mistake (S5, moment 4).
 * @param {Catalogue} catalogue
 * @returns {Lab}
 */
export function checkLab(catalogue) {
  return { ...presetLab("rosenbrock", catalogue), panel: "check" };
}

/** @param {string} id */
function presetOf(id) {
  return /** @type {Preset} */ (PRESETS.find((preset) => preset.id === id));
}
