/**
 * Theory beside the picture, where it is exact: a quadratic's curvatures, its best rates, predicted against measured.
 * @module
 */

import { formatMeasure, formatSetting } from "../../core/format.js";
import { nextSlot } from "../../core/slots.js";
import { newOptimizer, takenSlots } from "../../core/state.js";
import { measuredRate } from "../../core/sweep.js";
import { create } from "../../dom.js";
import { t } from "../../words.js";
import { optimizerName } from "./names.js";

/** @typedef {import("../../core/state.js").Method} Method */
/** @typedef {import("../../core/sweep.js").Theory} Theory */
/** @typedef {import("../../core/sweep.js").Threshold} Threshold */
/** @typedef {import("./session.js").Session} Session */

const DIGITS = 6;
/** The best rate lies on a double root, where it is sensitive to the root of any rounding. */
const SETTING_DIGITS = 14;

/**
 * @param {Session} session
 * @param {Theory | null} theory
 * @param {Threshold | null} threshold
 * @returns {HTMLElement[]}
 */
export function theoryElements(session, theory, threshold) {
  const measured = threshold && create("p", { class: "meaning" }, t("theory.threshold", { value: short(threshold.high) }));
  if (!theory?.quadratic) return measured ? [measured] : [];
  const { curvatures, gradient_descent: descent, heavy_ball: ball } = theory.quadratic;
  const facts = [
    [t("theory.curvatures"), curvatures.map(short).join(", ")],
    ...(descent.divergence ? [[t("theory.divergence"), short(descent.divergence)]] : []),
    ...(threshold ? [[t("theory.measured_divergence"), short(threshold.high)]] : []),
    ...(descent.learning_rate ? [[t("theory.best_descent"), short(descent.learning_rate)]] : []),
    ...(ball.learning_rate && ball.momentum
      ? [[t("theory.best_ball"), t("theory.ball", { rate: short(ball.learning_rate), momentum: short(ball.momentum) })]]
      : []),
  ];
  const rows = facts.map(([name, value]) =>
    create("tr", {}, create("th", { scope: "row" }, name), create("td", { class: "number" }, value)),
  );
  return [
    create("h3", {}, t("theory.title")),
    create("table", { class: "numbers" }, create("tbody", {}, ...rows)),
    ...(ball.learning_rate ? [useBall(session, ball.learning_rate, ball.momentum ?? 0)] : []),
    ratesTable(session, theory.rates),
    create("p", { class: "panel-look-for" }, t("sweep.look_for")),
  ];
}

/**
 * @param {Session} session
 * @param {(number | null)[]} predicted
 */
function ratesTable({ lab, paths }, predicted) {
  const headings = ["theory.rate", "theory.predicted", "theory.measured"].map((key, index) =>
    create("th", { scope: "col", class: index ? "number" : "name" }, t(key)),
  );
  const rows = lab.optimizers.map((optimizer, index) => {
    const path = paths[index];
    const measured = path?.end ? measuredRate(path.gradientNorm, path.last) : null;
    return create(
      "tr",
      {},
      create("th", { scope: "row" }, optimizerName(optimizer)),
      create("td", { class: "number" }, formatMeasure(predicted[index] ?? NaN)),
      create("td", { class: "number" }, formatMeasure(measured ?? NaN)),
    );
  });
  return create(
    "table",
    { class: "numbers" },
    create("thead", {}, create("tr", {}, ...headings)),
    create("tbody", {}, ...rows),
  );
}

/**
 * A button that adds momentum at its best.
 * @param {Session} session
 * @param {number} learningRate
 * @param {number} momentum
 */
function useBall(session, learningRate, momentum) {
  const button = create("button", { type: "button", class: "quiet" }, t("theory.use_ball"));
  button.addEventListener("click", () => {
    const { lab, surface, catalogue } = session;
    const method = /** @type {Method} */ (catalogue.methods.get("momentum"));
    const fresh = newOptimizer(method, surface, takenSlots(lab.optimizers));
    const settings = { ...fresh.settings, learning_rate: rounded(learningRate), momentum: rounded(momentum) };
    const slot = nextSlot("momentum", takenSlots(lab.optimizers));
    session.changeAndPlay((now) => ({ ...now, optimizers: [...now.optimizers, { ...fresh, settings, slot }] }));
  });
  return button;
}

/** @param {number} value */
function rounded(value) {
  return Number(value.toPrecision(SETTING_DIGITS));
}

/** @param {number} value */
function short(value) {
  return formatSetting(value, DIGITS);
}
