/**
 * One sentence on what to observe, which depends on the run.
 * @module
 */

import { stepsOfEpoch } from "../../core/classifiers/runners.js";
import { usesLearningRate } from "../../core/shared/custom-rule.js";
import { formatShare } from "../../core/shared/format.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { nameOf } from "./runner-style.js";

/** @typedef {import("./session.js").Session} Session */

/** How many times as often as chance a classifier must be right to have learned anything. */
const CHANCE_MARGIN = 1.3;

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
  if (session.trained === "" && !session.training)
    return t(state.runners.length === 1 ? "classifiers.invitation_one" : "classifiers.invitation", {
      count: state.runners.length,
    });
  const diverged = history.paths.findIndex(({ end }) => end?.reason === "diverged");
  if (diverged >= 0) {
    const runner = session.trainedRunners[diverged];
    const values = { name: nameOf(runner), step: history.paths[diverged].length - 1 };
    return t(`training.look_for.${usesLearningRate(runner) ? "diverged" : "diverged_lines"}`, values);
  }
  if (session.history.done && noneBeatsChance(session))
    return t("training.look_for.chance", {
      accuracy: formatShare(bestAccuracy(session)),
      chance: formatShare(1 / dataset.classes.length),
    });
  if (state.runners.some(({ rule }) => rule === "random_search"))
    return t("training.look_for.search", { weights: history.classifier?.weights ?? "…" });
  const steps = new Set(state.runners.map((runner) => stepsOfEpoch(runner, dataset.train)));
  if (steps.size > 1) return t(`training.look_for.batches_${state.by}`, { epochs: state.epochs });
  return t(`training.look_for.${state.panel}`);
}

/** @param {Session} session */
function bestAccuracy({ history }) {
  return Math.max(...history.paths.map(({ end }) => end?.test_accuracy ?? 0));
}

/** @param {Session} session */
function noneBeatsChance(session) {
  return bestAccuracy(session) < CHANCE_MARGIN / session.dataset.classes.length;
}
