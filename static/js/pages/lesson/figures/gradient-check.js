/**
 * S5: an analytic gradient checked by a numeric one for every h, and a wrong formula that fails the check.
 * @module
 */

import { drawErrors, listenForWidth } from "../../../charts/gradient-check-chart.js";
import { readPalette } from "../../../charts/palette.js";
import { createSliderField } from "../../../components/slider-field.js";
import { verdictWords } from "../../../components/gradient-verdict.js";
import { jsonOf, post } from "../../../core/shared/requests.js";
import { fetchGradientCheck } from "../../../core/landscapes/client.js";
import { formatMeasure, formatSetting } from "../../../core/shared/format.js";
import { errorAt, smallestError, wrongGradient } from "../../../core/shared/gradient-check.js";
import { sweepAnswer } from "../../../core/lesson/answers.js";
import { checkLab } from "../../../core/lesson/labs.js";
import { DEFAULT_WIDTH, objectiveOf, surfaceOf } from "../../../core/landscapes/state.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { faultSentences } from "../../landscapes/panels/gradient-check-result.js";
import { theme } from "../../shared/theme.js";
import { labLink } from "../links.js";
import { Redraw } from "../redraw.js";
import { Slides } from "../slides.js";
import { ServerTask } from "../server-task.js";

/** @typedef {import("../figure.js").Figure} Figure */
/** @typedef {import("../../../core/shared/gradient-check.js").GradientCheck} GradientCheck */
/** @typedef {import("../../../core/landscapes/state.js").Lab} Lab */

const MOMENT_MILLISECONDS = 200;
const DIGITS = 2;
const VARIABLES = ["x", "y"];

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const [Plotly, catalogue] = await Promise.all([place.plotly(), place.catalogue()]);
  const lab = checkLab(catalogue);
  const { expression } = surfaceOf(lab, catalogue);
  /** @type {import("../../../core/shared/text-checker.js").Derived} */
  const { gradient } = await jsonOf(post("/api/expressions", { expression }));
  const ours = gradient.map((slope) => /** @type {string} */ (slope.expression));
  return new GradientCheckFigure(Plotly, place, lab, ours, catalogue.limits.h);
}

/** @implements {Figure} */
class GradientCheckFigure {
  /**
   * @param {any} Plotly
   * @param {import("../figure.js").Place} place
   * @param {Lab} lab
   * @param {string[]} ours the right gradient
   * @param {import("../../../core/shared/projection.js").Range} choices every h that can be chosen
   */
  constructor(Plotly, place, lab, ours, choices) {
    this.Plotly = Plotly;
    this.place = place;
    this.lab = lab;
    this.ours = ours;
    this.choices = choices;
    /** @type {GradientCheck | null} */
    this.check = null;
    this.formula = create("div", { class: "checked-formula" });
    this.chart = create("div", { class: "check-chart", role: "img", "aria-label": t("check.description") });
    this.reading = create("p", { class: "counter" });
    this.verdict = create("div", { class: "check-verdict", role: "status" });
    this.width = createSliderField({
      label: "h",
      ...choices,
      value: lab.h,
      initial: DEFAULT_WIDTH,
      onChange: (h) => this.chooseWidth(h),
    });
    this.toggle = create("button", { type: "button", class: "quiet" });
    this.toggle.addEventListener("click", () =>
      this.chooseGradient(this.lab.gradient ? null : wrongGradient(this.lab, this.ours)),
    );
    place.stage.append(this.formula, this.chart, this.verdict);
    place.controls.append(this.width.element, create("div", { class: "figure-row" }, this.toggle, this.reading));
    this.task = new ServerTask(place);
    this.redraw = new Redraw(() => this.draw());
    /** Whether the outcome has been reported. */
    this.reported = false;
    this.slides = new Slides(
      MOMENT_MILLISECONDS,
      (moment) => this.setWidth(this.sweep[moment].h),
      () => this.report(),
    );
    listenForWidth(this.chart, choices, (h) => this.chooseWidth(h));
    new ResizeObserver(() => this.redraw.soon()).observe(this.chart);
    this.update();
    this.load();
  }

  /** The errors at every h that can be chosen. */
  get sweep() {
    return /** @type {GradientCheck} */ (this.check).sweep.filter(({ h }) => h >= this.choices.low);
  }

  load() {
    const { start, gradient } = this.lab;
    const request = {
      objective: objectiveOf(this.lab),
      point: [start.x, start.y],
      h: DEFAULT_WIDTH,
      ...(gradient ? { gradient } : {}),
    };
    this.task.run(async (signal) => {
      this.check = await fetchGradientCheck(request, signal);
      this.verdict.replaceChildren(...verdictElements(this.check));
      this.redraw.soon();
    });
  }

  play() {
    this.checkOurs();
    this.task.after(() => this.slides.play(this.sweep.length));
  }

  finish() {
    this.checkOurs();
    this.task.after(() => this.slides.finish(this.sweep.length));
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.slides.setVisible(visible);
    this.redraw.setVisible(visible);
  }

  recolour() {
    this.redraw.soon();
  }

  /** Check the right gradient, which the question is about. */
  checkOurs() {
    if (this.lab.gradient) this.chooseGradient(null);
  }

  /** Stop the animation, because the visitor has taken control. */
  interrupt() {
    this.task.after(() => {});
    this.slides.stop();
  }

  /** @param {number} h */
  chooseWidth(h) {
    this.interrupt();
    this.setWidth(h);
  }

  /** @param {number} h */
  setWidth(h) {
    this.lab = { ...this.lab, h };
    this.update();
    this.redraw.soon();
  }

  /** @param {string[] | null} gradient gradient to check; null for the right one */
  chooseGradient(gradient) {
    this.interrupt();
    this.lab = { ...this.lab, gradient };
    this.update();
    this.load();
    this.place.stale();
    if (!gradient && this.reported) this.task.after(() => this.report());
  }

  update() {
    const { h, gradient } = this.lab;
    this.width.update(h);
    this.read();
    this.toggle.textContent = t(gradient ? "lesson.s5.right" : "lesson.s5.wrong");
    this.formula.classList.toggle("wrong", gradient !== null);
    this.formula.replaceChildren(
      ...(gradient ?? this.ours).map((slope, index) => create("p", {}, `∂L/∂${VARIABLES[index]} = ${slope}`)),
    );
    this.place.link(labLink(this.lab));
  }

  draw() {
    if (!this.check) return;
    const { h } = this.lab;
    drawErrors(this.Plotly, this.chart, this.check.sweep, h, readPalette(theme()));
    this.read();
  }

  /** Say the error at the chosen h. */
  read() {
    if (!this.check) return;
    const error = errorAt(this.check.sweep, this.lab.h) ?? NaN;
    this.reading.textContent = t("lesson.s5.reading", { error: formatMeasure(error) });
  }

  /** Report the outcome for the right gradient. */
  report() {
    this.reported = true;
    const [wide, best, narrow] = [this.sweep[0], smallestError(this.sweep), this.sweep[this.sweep.length - 1]];
    const said = Object.entries({ wide, best, narrow }).flatMap(([name, { h, central }]) => [
      [name, formatSetting(h, DIGITS)],
      [`${name}_error`, formatMeasure(central ?? NaN)],
    ]);
    this.place.report({ answer: sweepAnswer(this.sweep), values: Object.fromEntries(said) });
  }
}

/**
 * @param {GradientCheck} check
 * @returns {HTMLElement[]} both derivatives with respect to x, whether they agree, and what is wrong if they do not
 */
function verdictElements(check) {
  const [x, y] = check.point.map((value) => formatSetting(value));
  const [analytic, numeric] = [check.analytic, check.numeric].map(([byX]) => formatMeasure(byX ?? NaN));
  const verdict = create("p", {}, t("lesson.s5.at", { h: formatSetting(DEFAULT_WIDTH) }), " ", ...verdictWords(check));
  return [create("p", {}, t("lesson.s5.values", { x, y, analytic, numeric })), verdict, ...faultSentences(check)];
}
