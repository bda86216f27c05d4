/**
 * One sentence on what to observe, which depends on the run.
 * @module
 */

import { stepsOfEpoch } from "../../core/classifiers/runners.js";
import { usesLearningRate } from "../../core/shared/custom-rule.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { nameOf } from "./runner-style.js";

/** @typedef {import("./session.js").Session} Session */

/** @param {Session} session */
export function bindObservation(session) {
  const show = () => (byId("look-for").textContent = sentence(session));
  session.addEventListener("state", show);
  session.addEventListener("history", show);
  show();
}

/** @param {Session} session */
function sentence(session) {
  const { dataset, history, state } = session;
  const diverged = history.paths.findIndex(({ end }) => end?.reason === "diverged");
  if (diverged >= 0) {
    const runner = session.trainedRunners[diverged];
    const values = { name: nameOf(runner), step: history.paths[diverged].length - 1 };
    return t(`training.look_for.${usesLearningRate(runner) ? "diverged" : "diverged_lines"}`, values);
  }
  if (state.runners.some(({ rule }) => rule === "random_search"))
    return t("training.look_for.search", { weights: history.classifier?.weights ?? "…" });
  const steps = new Set(state.runners.map((runner) => stepsOfEpoch(runner, dataset.train)));
  if (steps.size > 1) return t(`training.look_for.batches_${state.by}`, { epochs: state.epochs });
  return t(`training.look_for.${state.panel}`);
}
