/**
 * The gradient check of the chosen classifier, which a button starts.
 * @module
 */

import { drawErrors } from "../../charts/gradient-check-chart.js";
import { verdictWords } from "../../components/gradient-verdict.js";
import { ProgressBar } from "../../components/progress-bar.js";
import { fetchClassifierCheck } from "../../core/classifiers/client.js";
import { formatMeasure, formatSetting } from "../../core/shared/format.js";
import { smallestError } from "../../core/shared/gradient-check.js";
import { ServerProblem } from "../../core/shared/requests.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { isServerTrouble, problemText } from "../shared/banner.js";
import { costElements, errorSentences, weightsTable, whereSentence } from "./gradient-check-result.js";

/** @typedef {import("../../core/classifiers/gradient-check.js").ClassifierCheck} ClassifierCheck */
/** @typedef {import("./run-view.js").PanelInput} PanelInput */

const WIDTH = 1e-5;

export class CheckPanel {
  /**
   * @param {any} Plotly
   * @param {import("./session.js").Session} session
   */
  constructor(Plotly, session) {
    this.Plotly = Plotly;
    this.session = session;
    this.start = create("button", { type: "button", class: "quiet check-start" }, t("classifier_check.start"));
    this.start.addEventListener("click", () => this.load());
    this.progressBar = new ProgressBar(() => this.cancel());
    this.note = create("p", { role: "alert" });
    this.meaning = create("p", { class: "meaning" }, t("classifier_check.meaning"));
    this.verdict = create("p", { class: "verdict", role: "status" });
    this.said = create("div", { class: "panel-content" });
    this.chart = create("div", { class: "check-chart", role: "figure" });
    this.table = create("div", {
      class: "slopes",
      tabindex: 0,
      role: "region",
      "aria-label": t("classifier_check.table"),
    });
    this.content = create(
      "div",
      { class: "panel-content", hidden: true },
      this.verdict,
      this.said,
      create("h3", {}, t("classifier_check.chart")),
      this.chart,
      this.table,
    );
    byId("check").append(this.start, this.progressBar.element, this.note, this.meaning, this.content);
    /** @type {ClassifierCheck | null} */
    this.check = null;
    /** Identifies the request that the check answers. */
    this.key = "";
    /** Why the last request failed. @type {{sentence: string, kind: "fault" | "meaning"} | null} */
    this.trouble = null;
    /** @type {import("../../charts/palette.js").Palette | null} */
    this.palette = null;
    /** Identifies the appearance of the chart as drawn. */
    this.drawn = "";
    this.abort = new AbortController();
    this.timer = 0;
  }

  /** @returns {import("../../core/classifiers/gradient-check.js").CheckRequest} */
  get request() {
    return { objective: this.session.run.objective, seed: this.session.state.seed, h: WIDTH };
  }

  /** @param {PanelInput} reading */
  show({ palette }) {
    this.palette = palette;
    this.refresh();
  }

  refresh() {
    const outdated = this.check !== null && this.key !== JSON.stringify(this.request);
    this.content.classList.toggle("stale", outdated);
    this.note.className = this.trouble?.kind ?? "meaning";
    this.note.textContent = this.trouble?.sentence ?? (outdated ? t("classifier_check.outdated") : "");
    this.note.hidden = !this.note.textContent;
    this.draw();
  }

  draw() {
    const { check, palette } = this;
    const appearance = `${palette?.theme} ${this.chart.clientWidth}`;
    if (!check || !palette || this.chart.clientWidth === 0 || appearance === this.drawn) return;
    this.drawn = appearance;
    drawErrors(this.Plotly, this.chart, check.sweep, check.h, palette);
  }

  async load() {
    this.stop();
    const { signal } = (this.abort = new AbortController());
    const { request } = this;
    this.progressBar.begin();
    this.report(null);
    try {
      this.take(await fetchClassifierCheck(request, signal), JSON.stringify(request));
    } catch (error) {
      if (signal.aborted) return;
      if (!isServerTrouble(error)) throw error;
      this.report({ sentence: problemText(error), kind: "fault" });
      if (error instanceof ServerProblem && error.retryAfter)
        this.timer = window.setTimeout(() => this.load(), 1000 * error.retryAfter);
    }
    this.progressBar.end();
  }

  /**
   * @param {ClassifierCheck} check
   * @param {string} key of the request that it answers
   */
  take(check, key) {
    this.check = check;
    this.key = key;
    this.drawn = "";
    const { h, central } = smallestError(check.sweep);
    this.chart.ariaLabel = `${t("check.description")} ${t("check.least", { h: formatSetting(h, 2), error: formatMeasure(central ?? NaN) })}`;
    this.verdict.replaceChildren(...verdictWords(check));
    this.said.replaceChildren(
      ...errorSentences(check).map((sentence) => create("p", {}, sentence)),
      create("p", { class: "meaning" }, whereSentence(check)),
      ...costElements(check),
    );
    this.table.replaceChildren(weightsTable(check));
    this.content.hidden = false;
    this.meaning.hidden = true;
    this.refresh();
  }

  stop() {
    clearTimeout(this.timer);
    this.abort.abort();
    this.progressBar.end();
  }

  cancel() {
    this.stop();
    this.report({ sentence: t("classifier_check.cancelled"), kind: "meaning" });
  }

  /** @param {CheckPanel["trouble"]} trouble null if there is none */
  report(trouble) {
    this.trouble = trouble;
    this.refresh();
  }
}
