/**
 * The result of a gradient check as text and a table.
 * @module
 */

import { mathElement } from "../../../components/mathml.js";
import { formatCount, formatMeasure, formatSetting } from "../../../core/shared/format.js";
import { faultKey } from "../../../core/shared/gradient-check.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";

/** @typedef {import("../../../core/shared/gradient-check.js").GradientCheck} GradientCheck */

const VARIABLES = ["x", "y"];
const DIGITS = 4;
const MICRO = 1e6;

/**
 * @param {GradientCheck} check
 * @returns {HTMLElement} both gradients, by coordinate
 */
export function gradientsTable({ analytic, numeric, relative_error: errors, exact }) {
  const headings = ["", t(exact ? "check.yours" : "check.analytic"), t("check.numeric"), t("check.error")];
  const rows = VARIABLES.map((variable, index) =>
    create(
      "tr",
      {},
      create("th", { scope: "row" }, `∂L/∂${variable}`),
      ...[analytic, numeric, errors].map((column) =>
        create("td", { class: "number" }, formatMeasure(column[index] ?? NaN)),
      ),
    ),
  );
  return create(
    "table",
    { class: "numbers" },
    create(
      "thead",
      {},
      create("tr", {}, ...headings.map((text) => create("th", { scope: "col", class: "number" }, text))),
    ),
    create("tbody", {}, ...rows),
  );
}

/**
 * @param {GradientCheck} check
 * @returns {HTMLElement[]} sentences on what is wrong with a custom gradient
 */
export function faultSentences({ faults }) {
  return faults.map((fault) => {
    const { dimension, factor, offset, term, expected } = fault;
    const values = {
      variable: VARIABLES[dimension],
      other: VARIABLES[1 - dimension],
      factor: formatSetting(factor ?? 0, DIGITS),
      offset: formatSetting(offset ?? 0, DIGITS),
      term: term ?? "",
      expected: expected ?? "",
    };
    return create("p", { class: "gradient-fault" }, t(`check.fault.${faultKey(fault)}`, values));
  });
}

/**
 * @param {GradientCheck} check
 * @returns {HTMLElement[]}
 */
export function kinkSentences({ kinks }) {
  return kinks.map(({ mathml, dimension }) =>
    create("p", { class: "formula" }, t("check.kink", { variable: VARIABLES[dimension] }), " ", mathElement(mathml)),
  );
}

/**
 * @param {GradientCheck} check
 * @returns {string}
 */
export function costSentence({ evaluations, seconds }) {
  const micro = (/** @type {number} */ value) => formatMeasure(MICRO * value);
  return t("check.costs", {
    losses: formatCount(evaluations.numeric),
    gradients: formatCount(evaluations.analytic),
    numeric: micro(seconds.numeric),
    analytic: micro(seconds.analytic),
  });
}
