/**
 * Bars of shares for a list of class `bars`, each with a name, a value and details.
 * @module
 */

import { create } from "../document/dom.js";

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
