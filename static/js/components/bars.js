/**
 * Bars of shares with names, values and details, and bars that compare times on one scale.
 * @module
 */

import { durationOf } from "../core/classifiers/gradient-check.js";
import { formatCount } from "../core/shared/format.js";
import { create } from "../document/dom.js";
import { t } from "../document/words.js";

/**
 * @typedef {object} Bar
 * @property {string} name
 * @property {number} share from 0 to 1
 * @property {number | null} mark a second share, drawn as a thin mark; null for none
 * @property {string} value
 * @property {string} detail
 * @property {boolean} best whether the bar is highlighted
 */

/**
 * @param {Bar} bar
 * @returns {HTMLLIElement}
 */
export function createBar({ name, share, mark, value, detail, best }) {
  const track = create(
    "span",
    { class: "bar-track", style: `--share: ${share}; --mark: ${mark}` },
    create("span", { class: "bar-fill" }),
    ...(mark === null ? [] : [create("span", { class: "bar-mark" })]),
  );
  return create(
    "li",
    { class: best ? "bar-row best" : "bar-row" },
    create("span", { class: "bar-name" }, name),
    track,
    create("strong", { class: "bar-value" }, value),
    create("span", { class: "bar-detail" }, detail),
  );
}

/**
 * A progress bar in the place of a bar whose value is not known yet.
 * @param {{name: string, share: number, detail: string}} work the share of the work that is done, as a number and in words
 * @returns {HTMLLIElement}
 */
export function createWaitingBar({ name, share, detail }) {
  return create(
    "li",
    { class: "bar-row" },
    create("span", { class: "bar-name" }, name),
    create("progress", { max: 1, value: share, "aria-label": name }),
    create("span", { class: "bar-detail" }, detail),
  );
}

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
