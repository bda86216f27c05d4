/**
 * One sentence on what to observe.
 * @module
 */

import { hasSubjects, labOf, PRESETS } from "../../core/landscapes/presets.js";
import { runSpecification } from "../../core/landscapes/state.js";
import { fellIntoHole } from "../../core/landscapes/outcome.js";
import { byId } from "../../document/dom.js";
import { language, t } from "../../document/words.js";
import { optimizerName } from "./names.js";

/** @typedef {import("../../core/shared/projection.js").View} View */
/** @typedef {import("./session.js").Session} Session */

/** The sentence follows what has happened so far: paths that are gone are no longer praised. */
export class Observation {
  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    const spokenOf = PRESETS.filter((preset) => hasSubjects(preset, session.catalogue.limits));
    this.subjects = new Map(spokenOf.map((preset) => [subjectOf(labOf(preset, session.catalogue)), preset.id]));
  }

  /** @param {View} view what the axes show */
  show(view) {
    const { lab } = this.session;
    const preset = this.subjects.get(subjectOf(lab));
    const usual = preset ? t(`preset.${preset}.look_for`) : t(`surface.${lab.surface}.teaches`);
    const sentence = goneSentence(this.session, view) ?? usual;
    if (byId("look-for").textContent !== sentence) byId("look-for").textContent = sentence;
  }
}

/**
 * @param {Session} session
 * @param {View} view
 * @returns {string | null} what became of the paths that have left by now; null if all are there
 */
function goneSentence({ lab, paths, timeline }, view) {
  const gone = paths.flatMap((path, index) =>
    path.end?.reason === "diverged" && timeline.step >= path.last ? [{ path, optimizer: lab.optimizers[index] }] : [],
  );
  if (gone.length === 0) return null;
  const kind = gone.every(({ path }) => fellIntoHole(path, view)) ? "hole" : "left";
  const name = new Intl.ListFormat(language).format(gone.map(({ optimizer }) => optimizerName(optimizer)));
  return t(`look_for.${kind}`, { name });
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
