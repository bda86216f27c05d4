/**
 * A bar for each feature of a comparison, with a thin mark for the accuracy on training examples.
 * @module
 */

import { best } from "../core/comparison/verdict.js";
import { formatCount, formatShare } from "../core/shared/format.js";
import { create } from "../document/dom.js";
import { t } from "../document/words.js";
import { createBar, createWaitingBar } from "./bars.js";

/** @typedef {import("../core/comparison/verdict.js").Result} Result */
/** @typedef {{feature: string, stage: "extract" | "train", done: number, of: number}} Progress */

/**
 * @param {string[]} features in the order of the bars
 * @param {Map<string, Result>} results by feature
 * @param {Progress | null} progress of the feature that is being compared
 * @returns {HTMLOListElement}
 */
export function createComparisonBars(features, results, progress) {
  const winner = best(results);
  const chance = chanceOf(results);
  const rows = features.map((feature) => {
    const result = results.get(feature);
    return result
      ? resultBar(result, feature === winner)
      : workBar(feature, progress?.feature === feature ? progress : null);
  });
  return create("ol", { class: "bars", style: chance === null ? "" : `--chance: ${chance}` }, ...rows);
}

/**
 * @param {Map<string, Result>} results
 * @returns {number | null} the accuracy of always naming the most frequent class; null while nothing is known
 */
export function chanceOf(results) {
  return [...results.values()][0]?.chance ?? null;
}

/** @param {string} feature */
export function featureName(feature) {
  return t(`feature.${feature}.name`);
}

/**
 * @param {string} feature
 * @param {Progress | null} progress
 */
function workBar(feature, progress) {
  const share = progress ? progress.done / progress.of : 0;
  return createWaitingBar({
    name: featureName(feature),
    share,
    detail: progress ? t(`comparison_page.${progress.stage}`, { share: formatShare(share) }) : "",
  });
}

/**
 * @param {Result} result
 * @param {boolean} isBest
 */
function resultBar({ feature, test_accuracy: test, train_accuracy: train, dimensions, seconds }, isBest) {
  const counts = {
    dimensions: formatCount(dimensions),
    extract: formatSeconds(seconds.extract),
    fit: formatSeconds(seconds.train),
  };
  return createBar({
    name: featureName(feature),
    share: test ?? 0,
    mark: train ?? 0,
    value: test === null ? t("training.diverged") : formatShare(test),
    detail: t("comparison_page.detail", { train: train === null ? "–" : formatShare(train), ...counts }),
    best: isBest,
  });
}

/** @param {number} seconds */
function formatSeconds(seconds) {
  return seconds < 1 ? `${Math.round(1000 * seconds)} ms` : `${seconds.toFixed(1)} s`;
}
