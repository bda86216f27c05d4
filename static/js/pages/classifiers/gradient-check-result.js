/**
 * The result of a classifier's gradient check as text, bars and a table.
 * @module
 */

import { createCostBars, durationText } from "../../components/bars.js";
import { worstFirst, worstKink } from "../../core/classifiers/gradient-check.js";
import { formatCount, formatMeasure } from "../../core/shared/format.js";
import { create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../core/classifiers/gradient-check.js").ClassifierCheck} ClassifierCheck */
/** @typedef {import("../../core/classifiers/gradient-check.js").Weight} Weight */

const PASSES_BELOW = 1e-6;
const KINDS = /** @type {const} */ (["relu", "pool", "hinge"]);

/**
 * @param {ClassifierCheck} check
 * @returns {string} a sentence that says with which weights and examples it was made
 */
export function whereSentence({ seed, examples, training_examples: all }) {
  const counts = { seed, examples: formatCount(examples), all: formatCount(all) };
  return t(`classifier_check.${examples === all ? "where_all" : "where_some"}`, counts);
}

/**
 * @param {ClassifierCheck} check
 * @returns {string[]} the size of the error, and the kinks that may cause it
 */
export function errorSentences(check) {
  const { dimensions, max_relative_error: error, kinks } = check;
  const largest = t("classifier_check.largest", { count: dimensions.length, error: formatMeasure(error ?? NaN) });
  const worst = worstKink(check);
  if (!worst) return [largest];
  const switches = KINDS.filter((kind) => worst[kind]).map((kind) =>
    t(`classifier_check.${kind}`, { count: formatCount(worst[kind]) }),
  );
  const place = placeName(dimensions[worst.dimension]);
  return [
    largest,
    t("classifier_check.kink", { count: kinks.length, of: dimensions.length, place, switches: switches.join(", ") }),
  ];
}

/**
 * @param {ClassifierCheck} check
 * @returns {HTMLElement[]} the times of both methods, in words and as bars on one scale
 */
export function costElements({ weights, evaluations, seconds, ratio }) {
  const losses = formatCount(evaluations.numeric);
  const [analytic, numeric, loss] = [seconds.analytic, seconds.numeric, seconds.loss].map(durationText);
  const longest = Math.max(seconds.analytic, seconds.numeric);
  const values = {
    weights: formatCount(weights),
    losses,
    analytic,
    numeric,
    ratio: formatCount(Number(ratio.toPrecision(2))),
  };
  return [
    create("p", {}, t("classifier_check.cost", values)),
    createCostBars([
      { name: t("classifier_check.by_calculus"), share: seconds.analytic / longest, seconds: seconds.analytic },
      { name: t("classifier_check.by_nudging"), share: seconds.numeric / longest, seconds: seconds.numeric },
    ]),
    create("p", { class: "meaning" }, t("classifier_check.estimate", { losses, loss })),
  ];
}

/**
 * @param {ClassifierCheck} check
 * @returns {HTMLElement} both derivatives of every measured weight
 */
export function weightsTable(check) {
  const { dimensions, analytic, numeric, relative_error: errors } = check;
  const headings = [t("classifier_check.weight"), t("check.analytic"), t("check.numeric"), t("check.error")];
  const rows = worstFirst(check).map((place) =>
    create(
      "tr",
      { class: (errors[place] ?? Infinity) < PASSES_BELOW ? "" : "apart" },
      create("th", { scope: "row" }, placeName(dimensions[place])),
      ...[analytic, numeric, errors].map((column) =>
        create("td", { class: "number" }, formatMeasure(column[place] ?? NaN)),
      ),
    ),
  );
  return create(
    "table",
    { class: "numbers" },
    create(
      "thead",
      {},
      create(
        "tr",
        {},
        ...headings.map((text, index) => create("th", { scope: "col", class: index ? "number" : "" }, text)),
      ),
    ),
    create("tbody", {}, ...rows),
  );
}

/** @param {Weight} weight */
function placeName({ layer, kind, filter, input }) {
  return t(`classifier_check.place.${kind}`, { layer, filter, input: input ?? t("classifier_check.bias") });
}
