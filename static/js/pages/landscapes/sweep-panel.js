/**
 * The learning rate swept: where each rate ends, where it starts to diverge, and what theory says.
 * @module
 */

import { drawSweep } from "../../charts/sweep-chart.js";
import { fetchTheory } from "../../core/client.js";
import { formatMeasure, formatSetting } from "../../core/format.js";
import { labOf, PRESETS } from "../../core/presets.js";
import { slotStyle } from "../../core/slots.js";
import { lossFloor, runSpecification, withOptimizer } from "../../core/state.js";
import { ConnectionLost } from "../../core/stream.js";
import { streamSweep, sweepValues } from "../../core/sweep.js";
import { byId, create } from "../../dom.js";
import { t } from "../../words.js";
import { isServerTrouble, problemText } from "./banner.js";
import { SubjectChooser } from "./subject-chooser.js";
import { createSweepRange } from "./sweep-range.js";
import { theoryElements } from "./theory.js";
import { Waiting } from "./waiting.js";

/** @typedef {import("../../core/sweep.js").SweepPoint} SweepPoint */
/** @typedef {import("../../core/sweep.js").Theory} Theory */
/** @typedef {import("../../core/sweep.js").Threshold} Threshold */
/** @typedef {import("./panels.js").PanelContext} PanelContext */

const PAUSE_MILLISECONDS = 350;
const REDRAW_MILLISECONDS = 80;

export class SweepPanel {
  /** @param {PanelContext} context */
  constructor({ session, Plotly, palette }) {
    this.session = session;
    this.Plotly = Plotly;
    this.palette = palette;
    this.subject = new SubjectChooser(session, t("sweep.choose"));
    this.waiting = new Waiting(() => this.stop());
    this.fault = create("p", { class: "fault", role: "alert" });
    this.range = createSweepRange(session, this.fault);
    this.chart = create("div", { class: "sweep-chart", role: "img", "aria-label": t("sweep.description") });
    this.cursor = create("input", { type: "range", min: 0, max: 0, step: 1, value: 0, "aria-label": t("sweep.cursor") });
    this.read = create("output", { class: "sweep-read" });
    this.run = create("button", { type: "button", class: "quiet" }, t("sweep.run"));
    this.theory = create("div", { class: "panel-content" });
    this.cliff = create("button", { type: "button", class: "quiet" }, t("sweep.cliff"));
    byId("sweep").append(
      this.subject.element,
      this.range.element,
      this.fault,
      this.waiting.element,
      this.chart,
      create("div", { class: "sweep-choice" }, this.cursor, this.read, this.run),
      this.theory,
      this.cliff,
    );
    this.cursor.addEventListener("input", () => this.draw());
    this.cursor.addEventListener("keydown", ({ key }) => key === "Enter" && this.runChosen());
    this.run.addEventListener("click", () => this.runChosen());
    this.cliff.addEventListener("click", () => this.toCliff());
    /** @type {SweepPoint[]} */
    this.points = [];
    /** @type {number[]} */
    this.values = [];
    /** @type {Threshold | null} */
    this.threshold = null;
    /** @type {Theory | null} */
    this.known = null;
    this.abort = new AbortController();
    this.timer = 0;
    this.key = "";
    this.theoryKey = "";
    this.theme = "";
    this.listening = false;
    new ResizeObserver(() => this.draw()).observe(this.chart);
  }

  open() {
    const { lab, timeline } = this.session;
    this.subject.show();
    this.range.show();
    if (this.subject.isSearch) return this.stop(t("sweep.search"));
    if (timeline.playing) return;
    this.askTheory();
    const { learning_rate: _, ...optimizer } = /** @type {any} */ (runSpecification(lab).optimizers[this.subject.index]);
    const key = JSON.stringify([{ ...runSpecification(lab), optimizers: [optimizer] }, lab.sweep]);
    if (key !== this.key) {
      this.key = key;
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.load(), PAUSE_MILLISECONDS);
    } else if (this.palette().theme !== this.theme) {
      this.draw();
    }
  }

  close() {
    this.stop();
    this.key = "";
  }

  /** @param {string} [sentence] why there is nothing to wait for */
  stop(sentence = "") {
    clearTimeout(this.timer);
    this.abort.abort();
    this.waiting.end();
    this.fault.textContent = sentence;
  }

  async load() {
    const { lab, catalogue } = this.session;
    const run = runSpecification(lab);
    const { sweep_steps } = /** @type {any} */ (catalogue.limits);
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    const values = sweepValues(lab.sweep, lab.steps, sweep_steps);
    const request = { run: { ...run, optimizers: [run.optimizers[this.subject.index]] }, setting: "learning_rate", values };
    this.waiting.begin();
    this.fault.textContent = "";
    /** @type {SweepPoint[]} */
    const points = [];
    let drawn = 0;
    try {
      for await (const message of streamSweep(request, signal)) {
        if (message.type === "point") points.push(/** @type {SweepPoint} */ (message));
        if (message.type === "threshold") this.threshold = /** @type {Threshold} */ (message);
        if (message.type !== "done" && performance.now() - drawn < REDRAW_MILLISECONDS) continue;
        if (points.length === 0) continue;
        drawn = performance.now();
        if (message.type === "point" || !points.some(({ fate }) => fate === "diverged")) this.threshold = null;
        Object.assign(this, { points, values });
        this.draw();
      }
    } catch (error) {
      if (signal.aborted) return;
      const trouble = error instanceof TypeError ? new ConnectionLost() : error;
      if (!isServerTrouble(trouble)) throw error;
      this.fault.textContent = problemText(trouble);
    }
    this.waiting.end();
    this.cursor.value = String(lowest(points));
    this.draw();
    this.showTheory();
  }

  draw() {
    const { session, points, values } = this;
    if (points.length === 0 || this.chart.clientWidth === 0) return;
    const palette = this.palette();
    this.theme = palette.theme;
    this.cursor.max = String(points.length - 1);
    const chosen = Number(this.cursor.value);
    const { value, loss, fate } = points[chosen];
    this.read.textContent = t(fate === "diverged" ? "sweep.read_diverged" : "sweep.read", {
      value: formatSetting(value, 4),
      loss: formatMeasure(loss ?? NaN),
    });
    this.cursor.ariaValueText = this.read.textContent;
    const picture = {
      points,
      values,
      markers: this.markers(),
      floor: lossFloor(session.surface, session.paths),
      chosen,
      colour: slotStyle(this.subject.optimizer.slot).colour[palette.theme],
    };
    drawSweep(this.Plotly, this.chart, picture, palette).then(() => this.listen());
  }

  /** Take clicks on points, once the chart is there. */
  listen() {
    if (this.listening) return;
    this.listening = true;
    /** @type {any} */ (this.chart).on("plotly_click", (/** @type {any} */ { points: [point] }) => {
      this.cursor.value = String(point.pointNumber);
      this.runChosen();
    });
  }

  /** @returns {import("../../charts/sweep-chart.js").Marker[]} */
  markers() {
    const { divergence, learning_rate } = this.known?.quadratic?.gradient_descent ?? {};
    const { threshold } = this;
    return [
      ...(learning_rate ? [{ value: learning_rate, label: "2/(L+μ)", dash: /** @type {const} */ ("dot") }] : []),
      ...(divergence ? [{ value: divergence, label: "2/L", dash: /** @type {const} */ ("solid") }] : []),
      ...(threshold && !divergence
        ? [{ value: threshold.high, label: t("sweep.threshold", { value: formatSetting(threshold.high, 3) }), dash: /** @type {const} */ ("dash") }]
        : []),
    ];
  }

  /** Let the lab run with the chosen rate. */
  runChosen() {
    const { value } = this.points[Number(this.cursor.value)] ?? {};
    if (value === undefined) return;
    const { index } = this.subject;
    this.session.changeAndPlay((lab) =>
      withOptimizer(lab, index, (one) => ({ ...one, settings: { ...one.settings, learning_rate: value } })),
    );
    this.draw();
  }

  async askTheory() {
    const { lab } = this.session;
    const { objective, optimizers } = runSpecification(lab);
    const key = JSON.stringify([objective, optimizers, lab.steps]);
    if (key === this.theoryKey && this.session.complete) return this.showTheory();
    this.theoryKey = key;
    try {
      const known = await fetchTheory({ objective, optimizers });
      if (key !== this.theoryKey) return;
      this.known = known;
    } catch (error) {
      if (!isServerTrouble(error)) throw error;
      this.known = null;
    }
    this.showTheory();
    this.draw();
  }

  showTheory() {
    this.theory.replaceChildren(...theoryElements(this.session, this.known, this.threshold));
    this.cliff.hidden = this.known?.quadratic != null;
  }

  /** The quadratic on which theory and sweep meet. */
  toCliff() {
    const preset = /** @type {import("../../core/presets.js").Preset} */ (PRESETS.find(({ id }) => id === "cliff"));
    this.session.change(() => ({ ...labOf(preset, this.session.catalogue), panel: "sweep" }));
    this.session.seek(preset.steps);
  }
}

/**
 * @param {SweepPoint[]} points
 * @returns {number} the place of the one that ended lowest
 */
function lowest(points) {
  const losses = points.map(({ loss, fate }) => (fate === "diverged" ? Infinity : (loss ?? Infinity)));
  return losses.indexOf(Math.min(...losses));
}
