/**
 * The names and line styles of the page's optimizers. The position in the list decides on the colour.
 * @module
 */

import { usesGradients } from "../../core/classifiers/runners.js";
import { slotStyle } from "../../core/shared/line-styles.js";
import { t } from "../../document/words.js";
import { ruleName } from "../shared/names.js";
import { theme } from "../shared/theme.js";

/** @typedef {import("../../core/classifiers/runners.js").Batch} Batch */
/** @typedef {import("../../core/classifiers/runners.js").Runner} Runner */

/**
 * @param {Runner} runner
 * @param {number} place
 * @returns {import("../../charts/optimizer-style.js").OptimizerStyle}
 */
export function styleOf(runner, place) {
  const { colour, dash, marker } = slotStyle(place);
  return { name: nameOf(runner), kind: "line", colour: colour[theme()], dash, marker, visible: true, opacity: 1 };
}

/**
 * @param {Runner} runner
 * @returns {string} for example "Adam, batches of 64, cosine rate"
 */
export function nameOf(runner) {
  if (!usesGradients(runner)) return ruleName(runner);
  const { batch, schedule } = runner;
  const name = t("training.runner", { name: ruleName(runner), batch: batchName(batch) });
  return schedule.kind === "constant" ? name : t(`training.scheduled.${schedule.kind}`, { name });
}

/** @param {Batch} batch */
export function batchName(batch) {
  return typeof batch === "number" ? t("batch.some", { size: batch }) : t(`batch.${batch}`);
}
