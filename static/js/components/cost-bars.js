/**
 * The times of several methods as bars on one scale.
 * @module
 */

import { durationOf } from "../core/classifiers/gradient-check.js";
import { formatCount } from "../core/shared/format.js";
import { create } from "../document/dom.js";
import { t } from "../document/words.js";

/**
 * @param {{name: string, share: number, seconds: number}[]} ways `share` is the length of the bar, from 0 to 1
 * @returns {HTMLDivElement}
 */
export function createCostBars(ways) {
  const bars = ways.flatMap(({ name, share, seconds }) => [
    create("span", { class: "cost-name" }, name),
    create("span", { class: "cost-bar", style: `--share: ${share}` }),
    create("span", { class: "cost-time" }, durationText(seconds)),
  ]);
  return create("div", { class: "cost-bars", role: "img", "aria-label": t("classifier_check.bars") }, ...bars);
}

/**
 * @param {number} seconds
 * @returns {string} for example "0.92 s"
 */
export function durationText(seconds) {
  const { unit, amount } = durationOf(seconds);
  return t(`classifier_check.duration.${unit}`, { amount: formatCount(amount) });
}
