/**
 * The ranking of the optimizers by loss, with the evaluations that each has used.
 * @module
 */

import { styleOf } from "../../charts/optimizer-style.js";
import { createShortLegendSymbol } from "../../components/legend-symbol.js";
import { formatCount, formatMeasure } from "../../core/shared/format.js";
import { rank } from "../../core/landscapes/ranking.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { optimizerName } from "./names.js";

/** @typedef {import("../../core/landscapes/outcome.js").Outcome} Outcome */
/** @typedef {import("../../core/landscapes/ranking.js").Standing} Standing */
/** @typedef {import("../../core/shared/line-styles.js").Theme} Theme */
/** @typedef {import("../../core/landscapes/state.js").Method} Method */
/** @typedef {import("./session.js").Session} Session */

/** @type {Record<Outcome["kind"], string>} */
const TONES = {
  arrived: "good",
  local_minimum: "warning",
  saddle: "warning",
  left: "error",
  hole: "error",
  climbed: "warning",
  rest: "good",
  searching: "",
  moving: "",
};

/**
 * @param {Session} session
 * @param {import("../../core/shared/projection.js").View} view
 * @returns {Standing[]} the lowest loss first
 */
export function standingsOf({ lab, paths, timeline, catalogue }, view) {
  return rank(lab, paths, timeline.step, catalogue, view);
}

/**
 * @param {Session} session
 * @param {Standing[]} standings
 * @param {Theme} theme
 */
export function showRanking(session, standings, theme) {
  byId("ranking").replaceChildren(...standings.map((standing, index) => row(session, standing, index, theme)));
}

/**
 * @param {Outcome | null} outcome
 * @returns {string} one or two words; empty before the run has begun
 */
export function outcomeText(outcome) {
  return outcome ? t(`fate.${outcome.kind}`, { step: formatCount(outcome.step) }) : "";
}

/**
 * @param {Session} session
 * @param {Standing} standing
 * @param {number} index
 * @param {Theme} theme
 */
function row({ lab, catalogue }, { optimizer, loss, evaluations, outcome }, index, theme) {
  const one = lab.optimizers[optimizer];
  const { kind } = /** @type {Method} */ (catalogue.methods.get(one.rule));
  const name = optimizerName(one);
  const chip = create("span", { class: `chip ${outcome ? TONES[outcome.kind] : ""}` }, outcomeText(outcome));
  return create(
    "tr",
    { "data-optimizer": optimizer },
    create("td", { class: "number" }, String(index + 1)),
    create(
      "th",
      { scope: "row" },
      createShortLegendSymbol(styleOf(one, kind, name, theme)),
      create("span", { class: "ranking-name" }, name),
      chip,
    ),
    create("td", { class: "number" }, formatMeasure(loss)),
    create("td", { class: "number" }, formatCount(evaluations.losses)),
    create("td", { class: "number" }, formatCount(evaluations.gradients)),
  );
}
