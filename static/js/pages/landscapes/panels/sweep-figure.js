/**
 * The chart of a sweep, with a cursor that reads out a learning rate and runs it.
 * @module
 */

import { drawSweep } from "../../../charts/sweep-chart.js";
import { formatMeasure, formatSetting } from "../../../core/shared/format.js";
import { slotStyle } from "../../../core/shared/line-styles.js";
import { lossFloor } from "../../../core/landscapes/state.js";
import { isAtThreshold, lowestPoint } from "../../../core/landscapes/sweep.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";

/** @typedef {import("../../../charts/sweep-chart.js").Marker} Marker */
/** @typedef {import("../../../core/landscapes/sweep.js").Sweep} Sweep */
/** @typedef {import("../../../core/landscapes/sweep.js").SweepPoint} SweepPoint */
/** @typedef {import("../../../core/landscapes/sweep.js").Theory} Theory */
/** @typedef {import("./tabs.js").PanelContext} PanelContext */

const DIGITS = 4;

export class SweepFigure {
  /**
   * @param {PanelContext} context
   * @param {(rate: number) => void} run
   */
  constructor({ session, plotly, palette }, run) {
    this.session = session;
    this.plotly = plotly;
    this.palette = palette;
    this.run = run;
    this.chart = create("div", { class: "sweep-chart", role: "figure", "aria-label": t("sweep.description") });
    this.cursor = create("input", {
      type: "range",
      min: 0,
      max: 0,
      step: 1,
      value: 0,
      "aria-label": t("sweep.cursor"),
    });
    this.read = create("output", { class: "sweep-read" });
    const button = create("button", { type: "button", class: "quiet" }, t("sweep.run"));
    this.observation = create("p", { class: "panel-look-for" });
    this.element = create(
      "div",
      { class: "sweep-figure" },
      this.chart,
      create("div", { class: "sweep-choice" }, this.cursor, this.read, button),
      this.observation,
    );
    this.cursor.addEventListener("input", () => this.choose(Number(this.cursor.value)));
    this.cursor.addEventListener("keydown", ({ key }) => key === "Enter" && this.runChosen());
    button.addEventListener("click", () => this.runChosen());
    /** @type {Sweep | null} */
    this.sweep = null;
    /** The index of the point that is read out. */
    this.chosen = 0;
    /** @type {NonNullable<Theory["quadratic"]>["gradient_descent"] | null} */
    this.descent = null;
    this.theme = "";
    this.listening = false;
    new ResizeObserver(() => this.draw()).observe(this.chart);
  }

  /**
   * @param {Sweep} sweep with one point at least
   * @param {boolean} complete whether all points have arrived
   */
  show(sweep, complete) {
    this.sweep = sweep;
    this.chosen = complete ? lowestPoint(sweep.points) : Math.min(this.chosen, sweep.points.length - 1);
    this.element.classList.remove("stale");
    this.draw();
  }

  /** Mark the chart as outdated until the next sweep arrives. */
  outdate() {
    this.element.classList.add("stale");
  }

  /** @param {Theory | null} theory of the swept objective */
  mark(theory) {
    this.descent = theory?.quadratic?.gradient_descent ?? null;
    this.draw();
  }

  /** @param {number} place of the point to read out */
  choose(place) {
    this.chosen = place;
    this.draw();
  }

  runChosen() {
    const point = this.sweep?.points[this.chosen];
    if (point) this.run(point.value);
  }

  draw() {
    const { sweep, chosen } = this;
    if (!sweep) return;
    this.cursor.max = String(sweep.points.length - 1);
    this.cursor.value = String(chosen);
    this.read.textContent = this.cursor.ariaValueText = sentence(sweep.points[chosen]);
    this.chart.ariaLabel = `${t("sweep.description")} ${t("sweep.lowest", values(sweep.points[lowestPoint(sweep.points)]))}`;
    if (this.chart.clientWidth === 0) return;
    const palette = this.palette();
    this.theme = palette.theme;
    const picture = {
      ...sweep,
      chosen,
      markers: this.markers(sweep),
      floor: lossFloor(this.session.surface, this.session.paths),
      colour: slotStyle(sweep.optimizer.slot).colour[palette.theme],
    };
    this.plotly.then((Plotly) => drawSweep(Plotly, this.chart, picture, palette)).then(() => this.listen());
  }

  /** Listen for clicks on points, once the chart exists. */
  listen() {
    if (this.listening) return;
    this.listening = true;
    /** @type {any} */ (this.chart).on("plotly_click", (/** @type {any} */ { points: [point] }) => {
      this.choose(point.pointNumber);
      this.runChosen();
    });
  }

  /**
   * @param {Sweep} sweep
   * @returns {Marker[]}
   */
  markers({ threshold }) {
    const { learning_rate, divergence } = this.descent ?? {};
    /** @type {Marker[]} */
    const markers = [];
    if (learning_rate) markers.push({ value: learning_rate, label: "2/(L+μ)", dash: "dot" });
    if (divergence) markers.push({ value: divergence, label: "2/L", dash: "solid" });
    if (threshold && !isAtThreshold(threshold, divergence)) {
      const label = t("sweep.threshold", { value: formatSetting(threshold.high, 3) });
      markers.push({ value: threshold.high, label, dash: "dash" });
    }
    return markers;
  }
}

/** @param {SweepPoint} point */
function values({ value, loss }) {
  return { value: formatSetting(value, DIGITS), loss: formatMeasure(loss ?? NaN) };
}

/** @param {SweepPoint} point */
function sentence(point) {
  return t(point.fate === "diverged" ? "sweep.read_diverged" : "sweep.read", values(point));
}
