/**
 * Bars of test accuracy that grow while classifiers are trained.
 * @module
 */

import { createBar } from "../../components/bars.js";
import { formatCount, formatShare } from "../../core/shared/format.js";
import { t } from "../../document/words.js";
import { Session } from "../classifiers/session.js";

/** @typedef {import("../../core/classifiers/history.js").TrainingPath} TrainingPath */
/** @typedef {import("../../core/classifiers/state.js").ClassifierState} ClassifierState */
/** @typedef {import("./figure.js").Place} Place */

/**
 * Create a session that trains the classifier of a figure.
 * @param {Place} place
 * @param {ClassifierState} state
 * @returns {Promise<Session>}
 */
export async function provideTraining(place, state) {
  const [{ methods, limits }, datasets] = await Promise.all([place.catalogue(), place.datasets()]);
  return new Session({ datasets, methods, limits }, state);
}

/**
 * @param {TrainingPath} path
 * @returns {number} the latest known test accuracy
 */
export function accuracyOf({ testAccuracy }) {
  return testAccuracy.findLast((accuracy) => accuracy !== null) ?? 0;
}

/**
 * @param {string} name
 * @param {Session} session of one optimizer
 * @param {string} unit unit of its steps, a key below `lesson.counted`
 */
export function trainingBar(name, { history }, unit) {
  const [path] = history.paths;
  const accuracy = accuracyOf(path);
  const counts = { done: formatCount(Math.max(0, path.length - 1)), of: formatCount(history.stepsOf(0)) };
  return createBar({
    name,
    share: accuracy,
    mark: null,
    value: path.length ? formatShare(accuracy) : "",
    detail: path.length ? t(`lesson.counted.${unit}`, counts) : "",
    best: true,
  });
}
