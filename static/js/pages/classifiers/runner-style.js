/**
 * How the optimizers of the page are called and drawn: each has the colour of its place.
 * @module
 */

import { slotStyle } from "../../core/slots.js";
import { t } from "../../words.js";
import { theme } from "../theme.js";

/** @typedef {import("../../core/classifiers/state.js").Batch} Batch */
/** @typedef {import("./session.js").Session} Session */

/**
 * @param {Session} session
 * @param {number} index
 * @returns {import("../../charts/styles.js").OptimizerStyle}
 */
export function styleOf(session, index) {
  const { colour, dash, head } = slotStyle(index);
  return { name: nameOf(session, index), kind: "line", colour: colour[theme()], dash, head, visible: true, opacity: 1 };
}

/**
 * @param {Session} session
 * @param {number} index
 * @returns {string} for example "Adam, batches of 64"
 */
export function nameOf(session, index) {
  const runner = session.state.runners[index];
  if (!runner) return "";
  const name = t(`rule.${runner.rule}.name`);
  return session.isSearch(runner.rule) ? name : t("training.runner", { name, batch: batchName(runner.batch) });
}

/** @param {Batch} batch */
export function batchName(batch) {
  return typeof batch === "number" ? t("batch.some", { size: batch }) : t(`batch.${batch}`);
}
