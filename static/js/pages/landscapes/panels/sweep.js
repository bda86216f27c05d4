/**
 * The panel of the sweep: the final loss for each learning rate, where it starts to diverge, and what theory says.
 * @module
 */

import { usesLearningRate } from "../../../core/shared/custom-rule.js";
import { labOf, PRESETS } from "../../../core/landscapes/presets.js";
import { runSpecification, withOptimizer } from "../../../core/landscapes/state.js";
import { ServerProblem } from "../../../core/shared/requests.js";
import { streamSweep, sweepSteps, sweepValues } from "../../../core/landscapes/sweep.js";
import { byId, create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { isServerTrouble, problemText } from "../../shared/banner.js";
import { OptimizerChooser } from "./optimizer-chooser.js";
import { SweepFigure } from "./sweep-figure.js";
import { createSweepRange } from "./sweep-range.js";
import { TheoryTable } from "./quadratic-theory.js";
import { ProgressBar } from "../../../components/progress-bar.js";

/** @typedef {import("../../../core/landscapes/presets.js").Preset} Preset */
/** @typedef {import("../../../core/landscapes/sweep.js").Sweep} Sweep */
/** @typedef {import("../../../core/landscapes/sweep.js").SweepPoint} SweepPoint */
/** @typedef {import("../../../core/landscapes/sweep.js").Threshold} Threshold */
/** @typedef {import("./tabs.js").PanelContext} PanelContext */

const PAUSE_MILLISECONDS = 350;
const REDRAW_MILLISECONDS = 80;
const CLIFF = /** @type {Preset} */ (PRESETS.find(({ id }) => id === "cliff"));

export class SweepPanel {
  /** @param {PanelContext} context */
  constructor(context) {
    const { session, palette } = context;
    this.session = session;
    this.palette = palette;
    this.chooser = new OptimizerChooser(session, t("sweep.choose"));
    this.range = createSweepRange(session);
    this.progressBar = new ProgressBar(() => this.cancel());
    this.sentence = create("p", { role: "alert" });
    this.again = create("button", { type: "button", class: "quiet" }, t("sweep.again"));
    this.trouble = create("div", { class: "trouble", hidden: true }, this.sentence, this.again);
    this.figure = new SweepFigure(context, (rate) => this.runWith(rate));
    this.theory = new TheoryTable(session, () => this.takeTheory());
    this.cliff = create("button", { type: "button", class: "quiet" }, t("sweep.cliff"));
    byId("sweep").append(
      this.chooser.element,
      this.range.element,
      this.progressBar.element,
      this.trouble,
      this.figure.element,
      this.theory.element,
      this.cliff,
    );
    this.again.addEventListener("click", () => this.load());
    this.cliff.addEventListener("click", () => this.toCliff());
    this.abort = new AbortController();
    this.timer = 0;
    /** The latest request, as JSON. */
    this.key = "";
  }

  open() {
    this.chooser.show();
    this.range.show();
    const reason = this.reasonAgainst();
    this.figure.element.hidden = reason !== null;
    this.showObservation();
    if (!this.session.timeline.playing) this.theory.load();
    if (reason !== null) {
      this.close();
      this.theory.show(null);
      return this.report(reason);
    }
    if (this.palette().theme !== this.figure.theme) this.figure.draw();
    if (this.session.timeline.playing) return;
    const key = JSON.stringify([this.unrated(), this.session.lab.sweep]);
    if (key === this.key) return;
    this.key = key;
    this.stop();
    this.figure.outdate();
    this.theory.show(null);
    this.loadIn(PAUSE_MILLISECONDS);
  }

  close() {
    this.stop();
    this.report("");
    this.key = "";
  }

  /** @returns {string | null} why the learning rate cannot be swept; null if it can */
  reasonAgainst() {
    if (this.chooser.isSearch) return t("sweep.search");
    return usesLearningRate(this.chooser.optimizer) ? null : t("sweep.no_rate");
  }

  /** The run of the chosen optimizer alone, as no path depends on the others. */
  request() {
    const { lab, catalogue } = this.session;
    const run = runSpecification(lab);
    return { ...run, steps: sweepSteps(run.steps, catalogue.limits), optimizers: [run.optimizers[this.chooser.index]] };
  }

  /** The same run without its learning rate, on which the sweep does not depend. */
  unrated() {
    const { optimizers, ...run } = this.request();
    return { ...run, optimizers: optimizers.map((optimizer) => ({ ...optimizer, learning_rate: null })) };
  }

  /**
   * Sweep after a while, when nothing moves any more.
   * @param {number} milliseconds
   */
  loadIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (this.session.timeline.playing) this.loadIn(PAUSE_MILLISECONDS);
      else this.load();
    }, milliseconds);
  }

  async load() {
    this.stop();
    this.report("");
    this.theory.load({ again: true });
    const { signal } = (this.abort = new AbortController());
    const { lab, catalogue } = this.session;
    const request = this.request();
    const values = sweepValues(lab.sweep, request.steps, catalogue.limits);
    /** @type {Sweep} */
    const sweep = { points: [], values, threshold: null, optimizer: this.chooser.optimizer };
    this.progressBar.begin();
    try {
      await this.follow(streamSweep({ run: request, setting: "learning_rate", values }, signal), sweep);
    } catch (error) {
      if (signal.aborted) return;
      if (!isServerTrouble(error)) throw error;
      this.report(problemText(error), true);
      if (error instanceof ServerProblem && error.retryAfter) this.loadIn(1000 * error.retryAfter);
    }
    this.progressBar.end();
  }

  /**
   * Show a sweep as it arrives.
   * @param {ReturnType<typeof streamSweep>} messages
   * @param {Sweep} sweep to fill
   */
  async follow(messages, sweep) {
    let drawn = 0;
    for await (const message of messages) {
      if (message.type === "point") sweep.points.push(/** @type {SweepPoint} */ (message));
      if (message.type === "threshold") sweep.threshold = /** @type {Threshold} */ (message);
      const complete = message.type === "done";
      if (sweep.points.length === 0 || (!complete && performance.now() - drawn < REDRAW_MILLISECONDS)) continue;
      drawn = performance.now();
      this.figure.show(sweep, complete);
    }
    this.theory.show(sweep);
  }

  stop() {
    clearTimeout(this.timer);
    this.abort.abort();
    this.progressBar.end();
  }

  cancel() {
    this.stop();
    this.report(t("sweep.cancelled"), true);
  }

  /**
   * @param {string} sentence why there is no sweep; empty if there is one
   * @param {boolean} again whether trying again may help
   */
  report(sentence, again = false) {
    this.sentence.className = again ? "fault" : "meaning";
    if (this.sentence.textContent !== sentence) this.sentence.textContent = sentence;
    this.trouble.hidden = !sentence;
    this.again.hidden = !again;
  }

  takeTheory() {
    const { known } = this.theory;
    this.figure.mark(known);
    this.cliff.hidden = !!known?.quadratic;
    this.showObservation();
  }

  showObservation() {
    const plain = this.theory.known?.quadratic && this.chooser.optimizer.rule === "gradient_descent";
    this.figure.observation.textContent = t(plain ? "sweep.look_for" : "sweep.look_for_general");
  }

  /** @param {number} rate rate to watch in the lab */
  runWith(rate) {
    const { index } = this.chooser;
    this.session.changeAndPlay((lab) =>
      withOptimizer(lab, index, (one) => ({ ...one, settings: { ...one.settings, learning_rate: rate } })),
    );
  }

  /** Open the quadratic on which theory and sweep agree. */
  toCliff() {
    const { speed, curves } = this.session.lab;
    this.session.change(() => ({ ...labOf(CLIFF, this.session.catalogue), speed, curves, panel: "sweep" }));
    this.session.seek(this.session.lab.steps);
  }
}
