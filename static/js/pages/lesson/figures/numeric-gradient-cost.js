/**
 * S4: counts the losses that a numeric gradient evaluates, at the speed at which it does, beside the analytic gradient.
 * @module
 */

import { bindChoice, createChoice } from "../../../components/choice.js";
import { createCostBars, durationText } from "../../../components/bars.js";
import { runOf } from "../../../core/classifiers/state.js";
import { jsonOf, post } from "../../../core/shared/requests.js";
import { formatCount } from "../../../core/shared/format.js";
import { costAnswer } from "../../../core/lesson/answers.js";
import { costOf, shareOf, TICKS } from "../../../core/lesson/costs.js";
import { checkLab } from "../../../core/lesson/labs.js";
import { within } from "../../../core/shared/limits.js";
import { checkState } from "../../../core/lesson/trainings.js";
import { DEFAULT_WIDTH, objectiveOf } from "../../../core/landscapes/state.js";
import { Timeline } from "../../../core/landscapes/timeline.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { whereSentence } from "../../classifiers/gradient-check-result.js";
import { classifiersLink, labLink } from "../links.js";
import { Redraw } from "../redraw.js";
import { ServerTask } from "../server-task.js";

/** @typedef {import("../figure.js").Figure} Figure */
/** @typedef {import("../../../core/lesson/costs.js").Cost} Cost */

const MODELS = ["softmax", "mlp", "convnet"];
const SURFACE = "surface";
/** The model that the question is about. */
const QUESTION_MODEL = "softmax";
const RATIO_DIGITS = 2;

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const catalogue = await place.catalogue();
  return new NumericGradientCost(place, checkLab(catalogue), catalogue.limits);
}

/** @implements {Figure} */
class NumericGradientCost {
  /**
   * @param {import("../figure.js").Place} place
   * @param {import("../../../core/landscapes/state.js").Lab} lab of the surface
   * @param {import("../../../core/shared/limits.js").Limits} limits
   */
  constructor(place, lab, limits) {
    this.place = place;
    this.lab = lab;
    this.limits = limits;
    this.model = QUESTION_MODEL;
    /** @type {Cost | null} */
    this.cost = null;
    /** A clock with a step for each loss, at the speed at which they are computed. */
    this.timeline = new Timeline(0);
    this.count = create("p", { class: "big-count" });
    this.bars = create("div", { class: "cost-stage" });
    this.note = create("p", { class: "meaning" });
    const models = createChoice("nudged-model", t("lesson.s4.model"), [
      [SURFACE, t("lesson.s4.surface")],
      ...MODELS.map((model) => [model, t(`model.${model}`)]),
    ]);
    this.showChoice = bindChoice(models, (model) => {
      this.choose(model);
      this.task.after(() => this.timeline.play());
    });
    place.stage.append(create("div", { class: "cost-figure" }, this.count, this.bars, this.note));
    place.controls.append(create("div", { class: "figure-row" }, models));
    this.task = new ServerTask(place);
    this.redraw = new Redraw((now) => this.draw(now));
    this.update();
  }

  play() {
    this.choose(QUESTION_MODEL);
    this.task.after(() => this.timeline.play());
  }

  finish() {
    this.choose(QUESTION_MODEL);
    this.task.after(() => this.end());
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.timeline.skipTime();
    this.redraw.setVisible(visible);
  }

  recolour() {}

  /** @param {string} model */
  choose(model) {
    this.model = model;
    this.update();
    this.measure();
  }

  update() {
    this.place.stale();
    this.cost = null;
    this.timeline = new Timeline(0);
    this.showChoice(this.model);
    const isSurface = this.model === SURFACE;
    this.place.link(isSurface ? labLink(this.lab) : classifiersLink(checkState(this.model)));
    this.redraw.soon();
  }

  get request() {
    const { start } = this.lab;
    if (this.model === SURFACE)
      return { objective: objectiveOf(this.lab), point: [start.x, start.y], h: DEFAULT_WIDTH };
    const state = checkState(this.model);
    const { objective, seed } = runOf({ ...state, hidden: within(state.hidden, this.limits.hidden) });
    return { objective, seed, h: DEFAULT_WIDTH };
  }

  measure() {
    this.note.textContent = t("lesson.s4.measuring");
    this.task.run(async (signal) => {
      const check = await jsonOf(post("/api/gradient-checks", this.request, signal));
      this.cost = costOf(check);
      this.timeline = new Timeline(this.cost.evaluations);
      this.timeline.available = this.cost.evaluations;
      this.timeline.speed = this.cost.evaluations / this.cost.numeric;
      this.note.textContent =
        "weights" in check
          ? `${whereSentence(check)} ${t("lesson.s4.estimate", { loss: durationText(check.seconds.loss), losses: formatCount(this.cost.evaluations) })}`
          : t("lesson.s4.measured");
      this.redraw.soon();
    });
  }

  /** @param {number} now milliseconds */
  draw(now) {
    const { cost, timeline } = this;
    const { playing } = timeline;
    timeline.advanceTo(now);
    const done = timeline.length ? timeline.position / timeline.length : 0;
    this.count.replaceChildren(...countWords(cost, timeline.step));
    this.bars.replaceChildren(costBars(cost?.analytic ?? 0, done * (cost?.numeric ?? 0)));
    if (timeline.playing) this.redraw.soon();
    else if (playing) this.report();
  }

  /** Show the end at once. */
  end() {
    this.timeline.seek(this.timeline.length);
    this.redraw.soon();
    this.report();
  }

  report() {
    const { weights, evaluations, numeric, analytic, ratio } = /** @type {Cost} */ (this.cost);
    const values = {
      weights: formatCount(weights),
      evaluations: formatCount(evaluations),
      numeric: durationText(numeric),
      analytic: durationText(analytic),
      ratio: formatCount(Number(ratio.toPrecision(RATIO_DIGITS))),
    };
    this.place.report({ answer: this.model === QUESTION_MODEL ? costAnswer(ratio) : null, values });
  }
}

/**
 * @param {Cost | null} cost
 * @param {number} done losses
 */
function countWords(cost, done) {
  const of = cost
    ? t("lesson.s4.of", { evaluations: formatCount(cost.evaluations), weights: formatCount(cost.weights) })
    : t("lesson.s4.losses");
  return [create("strong", {}, formatCount(done)), " ", of];
}

/**
 * Create bars for both times on one logarithmic axis.
 * @param {number} analytic seconds
 * @param {number} numeric seconds
 */
function costBars(analytic, numeric) {
  const bars = createCostBars([
    { name: t("classifier_check.by_calculus"), share: shareOf(analytic), seconds: analytic },
    { name: t("classifier_check.by_nudging"), share: shareOf(numeric), seconds: numeric },
  ]);
  const ticks = TICKS.map((seconds) =>
    create("span", { style: `--share: ${shareOf(seconds)}` }, durationText(seconds)),
  );
  bars.append(create("span", { class: "cost-axis", "aria-hidden": "true" }, ...ticks));
  return bars;
}
