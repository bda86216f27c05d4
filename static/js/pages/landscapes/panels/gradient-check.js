/**
 * The panel of the gradient check: analytic against numeric gradient, and what is wrong if they differ.
 *
 * Elements that change with h keep their size, so that the handle of h stays under the finger.
 * @module
 */

import { drawErrors, listenForWidth } from "../../../charts/gradient-check-chart.js";
import { createSliderField } from "../../../components/slider-field.js";
import { verdictWords } from "../../../components/gradient-verdict.js";
import { fetchGradientCheck } from "../../../core/landscapes/client.js";
import { formatMeasure, formatSetting } from "../../../core/shared/format.js";
import { smallestError } from "../../../core/shared/gradient-check.js";
import { labOf, PRESETS } from "../../../core/landscapes/presets.js";
import { DEFAULT_WIDTH, objectiveOf } from "../../../core/landscapes/state.js";
import { ServerProblem } from "../../../core/shared/requests.js";
import { byId, create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { isServerTrouble, problemText } from "../../shared/banner.js";
import { costSentence, gradientsTable, kinkSentences, faultSentences } from "./gradient-check-result.js";
import { CustomGradient } from "./custom-gradient.js";

/** @typedef {import("../../../core/shared/gradient-check.js").GradientCheck} GradientCheck */
/** @typedef {import("../../../core/landscapes/presets.js").Preset} Preset */
/** @typedef {import("./tabs.js").PanelContext} PanelContext */

const PAUSE_MILLISECONDS = 120;
const ROSENBROCK = /** @type {Preset} */ (PRESETS.find(({ id }) => id === "rosenbrock"));

export class CheckPanel {
  /** @param {PanelContext} context */
  constructor({ session, plotly, palette }) {
    this.session = session;
    this.plotly = plotly;
    this.palette = palette;
    this.where = create("p", { class: "meaning where" });
    this.numbers = create("div");
    this.verdict = create("p", { class: "verdict", role: "status" });
    this.more = create("div", { class: "panel-content" });
    this.fault = create("p", { class: "fault", role: "alert" });
    this.own = new CustomGradient(session);
    this.slips = create("div", { class: "panel-content", role: "status" });
    this.width = createSliderField({
      label: "h",
      meaning: t("setting.h.meaning"),
      value: session.lab.h,
      ...session.catalogue.limits.h,
      initial: DEFAULT_WIDTH,
      onChange: (h) => this.chooseWidth(h),
    });
    this.chart = create("div", { class: "check-chart", role: "figure", "aria-label": t("check.description") });
    this.moment = create("button", { type: "button", class: "quiet" }, t("check.rosenbrock"));
    this.content = create("div", { class: "panel-content" }, this.where, this.numbers, this.verdict, this.more);
    byId("check").append(
      this.content,
      this.fault,
      this.own.element,
      this.slips,
      this.width.element,
      this.chart,
      create("p", { class: "panel-look-for" }, t("check.look_for")),
      this.moment,
    );
    this.moment.addEventListener("click", () => this.toRosenbrock());
    listenForWidth(this.chart, session.catalogue.limits.h, (h) => this.chooseWidth(h));
    new ResizeObserver(() => this.draw()).observe(this.chart);
    /** @type {GradientCheck | null} */
    this.check = null;
    this.abort = new AbortController();
    this.timer = 0;
    /** The latest request, as JSON. */
    this.key = "";
    /** Identifies the appearance of the chart as drawn. */
    this.drawn = "";
  }

  open() {
    const { lab } = this.session;
    this.width.update(lab.h);
    this.own.show();
    this.moment.hidden = lab.surface === ROSENBROCK.surface && String(pointOf(lab)) === String(ROSENBROCK.start);
    if (this.drawn !== this.appearance()) this.draw();
    const key = JSON.stringify(this.request());
    if (key === this.key) return;
    this.key = key;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(), PAUSE_MILLISECONDS);
  }

  close() {
    clearTimeout(this.timer);
    this.abort.abort();
    this.key = "";
  }

  request() {
    const { lab } = this.session;
    const { h, gradient } = lab;
    return { objective: objectiveOf(lab), point: pointOf(lab), h, ...(gradient ? { gradient } : {}) };
  }

  async load() {
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    try {
      this.show(await fetchGradientCheck(this.request(), signal));
      this.own.clear();
      this.fault.textContent = "";
    } catch (error) {
      if (!signal.aborted) this.report(error);
    }
  }

  /** @param {unknown} error error of a check; the last successful check stays */
  report(error) {
    if (!isServerTrouble(error)) throw error;
    this.own.clear();
    const faulty = error instanceof ServerProblem ? error.errors.filter((field) => this.own.take(field)) : [];
    this.fault.textContent = faulty.length ? "" : problemText(error);
    this.content.classList.add("stale");
  }

  /** @param {GradientCheck} check */
  show(check) {
    this.check = check;
    const [x, y] = check.point.map((value) => formatSetting(value));
    this.where.textContent = t("check.at", { x, y });
    this.numbers.replaceChildren(gradientsTable(check));
    this.verdict.replaceChildren(...verdictWords(check));
    this.more.replaceChildren(...kinkSentences(check), create("p", { class: "meaning" }, costSentence(check)));
    this.slips.replaceChildren(...faultSentences(check));
    this.content.classList.remove("stale");
    this.draw();
  }

  /** @returns {string} identifies the appearance of the chart, other than its data */
  appearance() {
    return `${this.palette().theme} ${this.session.lab.h}`;
  }

  draw() {
    if (!this.check || this.chart.clientWidth === 0) return;
    this.drawn = this.appearance();
    const { sweep } = this.check;
    const { h, central } = smallestError(sweep);
    const least = central === null ? "" : t("check.least", { h: formatSetting(h, 2), error: formatMeasure(central) });
    this.chart.ariaLabel = `${t("check.description")} ${least}`.trim();
    this.plotly.then((Plotly) => drawErrors(Plotly, this.chart, sweep, this.session.lab.h, this.palette()));
  }

  /** @param {number} h */
  chooseWidth(h) {
    this.session.change((lab) => ({ ...lab, h }));
  }

  /** Open the loss whose gradient is easily derived with a mistake. */
  toRosenbrock() {
    const { speed, curves } = this.session.lab;
    this.session.change(() => ({ ...labOf(ROSENBROCK, this.session.catalogue), speed, curves, panel: "check" }));
    this.session.seek(this.session.lab.steps);
  }
}

/**
 * @param {import("../../../core/landscapes/state.js").Lab} lab
 * @returns {[number, number]} the point of the check
 */
function pointOf({ start }) {
  return [start.x, start.y];
}
