/**
 * One sentence on what to observe.
 * @module
 */

import { hasSubjects, labOf, PRESETS } from "../../core/landscapes/presets.js";
import { runSpecification } from "../../core/landscapes/state.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("./session.js").Session} Session */

/** @param {Session} session */
export function bindObservation(session) {
  const spokenOf = PRESETS.filter((preset) => hasSubjects(preset, session.catalogue.limits));
  const subjects = new Map(spokenOf.map((preset) => [subjectOf(labOf(preset, session.catalogue)), preset.id]));
  const show = () => {
    const preset = subjects.get(subjectOf(session.lab));
    byId("look-for").textContent = preset
      ? t(`preset.${preset}.look_for`)
      : t(`surface.${session.lab.surface}.teaches`);
  };
  session.addEventListener("state", show);
  show();
}

/**
 * What an observation is about: the objective and the optimizers, wherever they start.
 * @param {import("../../core/landscapes/state.js").Lab} lab
 * @returns {string}
 */
function subjectOf(lab) {
  const { objective, optimizers } = /** @type {any} */ (runSpecification(lab));
  return JSON.stringify([objective, optimizers]);
}
