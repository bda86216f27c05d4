/**
 * Exact theory of a quadratic: its curvatures and best rates, and predicted against measured rates of convergence.
 * @module
 */

import { fetchTheory } from "../../../core/landscapes/client.js";
import { formatMeasure, formatSetting } from "../../../core/shared/format.js";
import { newOptimizer, runSpecification, takenSlots } from "../../../core/landscapes/state.js";
import { measuredRate } from "../../../core/landscapes/sweep.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { isServerTrouble } from "../../shared/banner.js";
import { optimizerName } from "../names.js";

/** @typedef {import("../../../core/landscapes/state.js").Method} Method */
/** @typedef {import("../../../core/landscapes/state.js").Optimizer} Optimizer */
/** @typedef {import("../../../core/landscapes/sweep.js").Sweep} Sweep */
/** @typedef {import("../../../core/landscapes/sweep.js").Theory} Theory */
/** @typedef {import("../../../core/landscapes/sweep.js").Threshold} Threshold */
/** @typedef {import("../session.js").Session} Session */

const DIGITS = 6;
const THRESHOLD_DIGITS = 4;
/** The digits of an optimal setting. At the optimum the rate of convergence is very sensitive to rounding. */
const SETTING_DIGITS = 14;

export class TheoryTable {
  /**
   * @param {Session} session
   * @param {() => void} onKnown called when the theory has been fetched
   */
  constructor(session, onKnown) {
    this.session = session;
    this.onKnown = onKnown;
    this.facts = create("tbody");
    this.rates = create("tbody");
    this.ball = create("button", { type: "button", class: "quiet" }, t("theory.use_ball"));
    this.ball.addEventListener("click", () => this.addHeavyBall());
    const headings = ["theory.rate", "theory.predicted", "theory.measured"].map((key, index) =>
      create("th", { scope: "col", class: index ? "number" : "name" }, t(key)),
    );
    this.sentence = create("p", { class: "meaning" });
    this.exact = create(
      "div",
      { class: "panel-content", hidden: true },
      create("h3", {}, t("theory.title")),
      create("table", { class: "numbers" }, this.facts),
      this.ball,
      create("table", { class: "numbers" }, create("thead", {}, create("tr", {}, ...headings)), this.rates),
    );
    this.element = create("div", {}, this.sentence, this.exact);
    /** @type {Theory | null} */
    this.known = null;
    /** @type {Sweep | null} */
    this.sweep = null;
    /** The latest request, as JSON. */
    this.key = "";
  }

  /**
   * Fetch the theory of the current choices, once, and show it beside the rates measured from the paths.
   * @param {{again?: boolean}} [options] whether to try again if there was no answer
   */
  async load({ again = false } = {}) {
    const { objective, optimizers } = runSpecification(this.session.lab);
    const key = JSON.stringify([objective, optimizers]);
    if (key === this.key && (this.known || !again)) return this.show();
    this.key = key;
    const known = await fetchTheory({ objective, optimizers }).catch((error) => {
      if (!isServerTrouble(error)) throw error;
      return null;
    });
    if (key !== this.key) return;
    this.known = known;
    this.show();
    this.onKnown();
  }

  /** @param {Sweep | null} [sweep] of the current choices; null if there is none yet */
  show(sweep = this.sweep) {
    this.sweep = sweep;
    const { quadratic, rates } = this.known ?? { quadratic: null, rates: [] };
    const between = sweep?.threshold && interval(sweep.threshold);
    this.sentence.textContent = between && !quadratic ? t("theory.threshold", between) : "";
    this.exact.hidden = quadratic === null;
    if (!quadratic) return;
    const { curvatures, gradient_descent: descent, heavy_ball: ball } = quadratic;
    const { optimizers } = this.session.lab;
    this.ball.disabled = optimizers.length >= this.session.catalogue.limits.optimizers.high;
    this.ball.hidden = ball.learning_rate === null || this.session.lab.optimizers.some((one) => isHeavyBall(one, ball));
    replaceRows(this.facts, [
      [t("theory.curvatures"), curvatures.map(short).join(", ")],
      ...(descent.divergence ? [[t("theory.divergence"), short(descent.divergence)]] : []),
      ...(between
        ? [
            [
              t("theory.measured_divergence", { name: optimizerName(sweep.optimizer) }),
              `${between.low}–${between.high}`,
            ],
          ]
        : []),
      ...(descent.learning_rate ? [[t("theory.best_descent"), short(descent.learning_rate)]] : []),
      ...(ball.learning_rate
        ? [[t("theory.best_ball"), [ball.learning_rate, ball.momentum ?? 0].map(short).join(", ")]]
        : []),
    ]);
    replaceRows(
      this.rates,
      this.session.lab.optimizers.map((optimizer, index) => {
        const path = this.session.paths[index];
        const rate = path?.end ? measuredRate(path.gradientNorm, path.last) : null;
        return [optimizerName(optimizer), ...[rates[index], rate].map((value) => formatMeasure(value ?? NaN))];
      }),
    );
  }

  /** Add momentum with its best settings. */
  addHeavyBall() {
    const { lab, surface, catalogue } = this.session;
    const ball = this.known?.quadratic?.heavy_ball;
    if (!ball?.learning_rate) return;
    const method = /** @type {Method} */ (catalogue.methods.get("momentum"));
    const fresh = newOptimizer(method, surface, takenSlots(lab.optimizers));
    const settings = {
      ...fresh.settings,
      learning_rate: rounded(ball.learning_rate),
      momentum: rounded(ball.momentum ?? 0),
    };
    this.session.changeAndPlay((now) => ({ ...now, optimizers: [...now.optimizers, { ...fresh, settings }] }));
  }
}

/**
 * Replace the rows of a table, each a name and numbers, if they have changed.
 * @param {HTMLElement} body
 * @param {string[][]} rows
 */
function replaceRows(body, rows) {
  const key = JSON.stringify(rows);
  if (body.dataset.rows === key) return;
  body.dataset.rows = key;
  body.replaceChildren(
    ...rows.map(([name, ...numbers]) =>
      create(
        "tr",
        {},
        create("th", { scope: "row" }, name),
        ...numbers.map((number) => create("td", { class: "number" }, number)),
      ),
    ),
  );
}

/**
 * @param {Optimizer} optimizer
 * @param {NonNullable<Theory["quadratic"]>["heavy_ball"]} ball
 */
function isHeavyBall({ rule, settings }, { learning_rate, momentum }) {
  const same = (/** @type {number} */ one, /** @type {number | null} */ other) => short(one) === short(other ?? NaN);
  return rule === "momentum" && same(settings.learning_rate, learning_rate) && same(settings.momentum, momentum);
}

/** @param {Threshold} threshold */
function interval({ low, high }) {
  return { low: formatSetting(low, THRESHOLD_DIGITS), high: formatSetting(high, THRESHOLD_DIGITS) };
}

/** @param {number} value */
function rounded(value) {
  return Number(value.toPrecision(SETTING_DIGITS));
}

/** @param {number} value */
function short(value) {
  return formatSetting(value, DIGITS);
}
