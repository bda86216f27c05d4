/**
 * The panel of basins: the plane, coloured by the minimum that each start reaches.
 * @module
 */

import { basinPainter, paintOf, paintSample } from "../../../charts/basin-fill.js";
import { isDragging } from "../../../components/dragging.js";
import { borderShare, gridFor, shares, stepsFor } from "../../../core/landscapes/basins.js";
import { fetchBasins } from "../../../core/landscapes/client.js";
import { formatCount, formatMeasure, formatShare } from "../../../core/shared/format.js";
import { labOf, PRESETS } from "../../../core/landscapes/presets.js";
import { objectiveOf, runSpecification } from "../../../core/landscapes/state.js";
import { ServerProblem } from "../../../core/shared/requests.js";
import { byId, create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { isServerTrouble, problemText } from "../../shared/banner.js";
import { optimizerName } from "../names.js";
import { OptimizerChooser } from "./optimizer-chooser.js";
import { ProgressBar } from "../../../components/progress-bar.js";

/** @typedef {import("../../../core/landscapes/basins.js").Basins} Basins */
/** @typedef {import("../../../core/landscapes/state.js").Optimizer} Optimizer */
/** @typedef {import("./tabs.js").PanelContext} PanelContext */
/** @typedef {{basins: Basins, optimizer: Optimizer, steps: number}} Shown basins, and the optimizer whose they are */

const PAUSE_MILLISECONDS = 220;
const SAMPLE = { width: 28, height: 16 };
const HIMMELBLAU = "two_minds";
const MOMENTUM_RULES = ["momentum", "nesterov"];

export class BasinsPanel {
  /** @param {PanelContext} context */
  constructor({ session, stage, palette }) {
    this.session = session;
    this.stage = stage;
    this.palette = palette;
    this.chooser = new OptimizerChooser(session, t("basins.choose"));
    this.progressBar = new ProgressBar(() => this.cancel());
    this.sentence = create("p", { role: "alert" });
    this.trouble = create(
      "div",
      { class: "trouble" },
      this.sentence,
      this.button("banner.try_again", () => this.load()),
    );
    this.content = create("div", { class: "panel-content" });
    byId("basins").append(this.chooser.element, this.progressBar.element, this.trouble, this.content);
    /** @type {Shown | null} */
    this.shown = null;
    this.abort = new AbortController();
    this.timer = 0;
    /** The latest request, as JSON. */
    this.key = "";
    this.theme = "";
    this.report("");
    new ResizeObserver(() => this.key && this.open()).observe(stage.element);
  }

  open() {
    this.chooser.show();
    if (this.chooser.isSearch) return this.say(t("basins.search"));
    if (this.stage.mode === "relief")
      return this.say(
        t("basins.relief"),
        this.button("basins.to_map", () => this.toMap()),
      );
    if (this.shown && this.palette().theme !== this.theme) this.show(this.shown);
    const key = JSON.stringify(this.request());
    if (key === this.key) return;
    this.key = key;
    this.loadIn(PAUSE_MILLISECONDS);
  }

  close() {
    this.stop();
    this.report("");
    this.key = "";
    this.shown = null;
    this.stage.paintBackground(null);
  }

  /**
   * Load after a while, when nothing moves any more.
   * @param {number} milliseconds
   */
  loadIn(milliseconds) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (isDragging() || this.session.timeline.playing) this.loadIn(PAUSE_MILLISECONDS);
      else this.load();
    }, milliseconds);
  }

  /** The request for the basins of the chosen optimizer in the current view. */
  request() {
    const { lab, catalogue } = this.session;
    const { view } = this.stage;
    const steps = stepsFor(lab.steps, catalogue.limits);
    const { columns, rows } = gridFor(this.stage.map.box, steps, catalogue.limits);
    return {
      objective: objectiveOf(lab),
      optimizer: runSpecification(lab).optimizers[this.chooser.index],
      x: { ...view.x, count: columns },
      y: { ...view.y, count: rows },
      steps,
      seed: lab.seed,
    };
  }

  async load() {
    this.stop();
    const { signal } = (this.abort = new AbortController());
    const request = this.request();
    const { optimizer } = this.chooser;
    this.progressBar.begin();
    this.report("");
    try {
      this.show({ basins: await fetchBasins(request, signal), optimizer, steps: request.steps });
    } catch (error) {
      if (signal.aborted) return;
      if (!isServerTrouble(error)) throw error;
      this.report(problemText(error));
      if (error instanceof ServerProblem && error.retryAfter) this.loadIn(1000 * error.retryAfter);
    }
    this.progressBar.end();
  }

  stop() {
    clearTimeout(this.timer);
    this.abort.abort();
    this.progressBar.end();
  }

  cancel() {
    this.stop();
    this.report(t("basins.cancelled"), "meaning");
  }

  /**
   * Explain why the basins that are shown are outdated, with a button to try again.
   * @param {string} sentence empty for no message
   * @param {"fault" | "meaning"} kind
   */
  report(sentence, kind = "fault") {
    this.sentence.className = kind;
    this.sentence.textContent = sentence;
    this.trouble.hidden = !sentence;
  }

  /**
   * @param {string} sentence sentence in the place of basins
   * @param {...HTMLElement} more
   */
  say(sentence, ...more) {
    this.close();
    if (this.content.firstElementChild?.textContent === sentence) return;
    this.content.replaceChildren(create("p", {}, sentence), ...more);
  }

  /** @param {Shown} shown */
  show(shown) {
    const { basins, optimizer, steps } = (this.shown = shown);
    const palette = this.palette();
    this.theme = palette.theme;
    this.stage.paintBackground(basinPainter(basins, palette));
    const values = { name: optimizerName(optimizer), steps: formatCount(steps) };
    this.content.replaceChildren(
      create("p", { class: "meaning" }, t("basins.of", values)),
      this.legend(basins),
      create("p", { class: "meaning" }, t("basins.border", { share: formatShare(borderShare(basins)) })),
      create("p", { class: "panel-look-for" }, this.observation(optimizer)),
      ...(this.session.lab.surface === "himmelblau"
        ? []
        : [this.button("basins.himmelblau", () => this.toHimmelblau())]),
    );
  }

  /** @param {Basins} basins */
  legend(basins) {
    const palette = this.palette();
    const share = shares(basins);
    const rows = basins.minima.map(({ x, y, loss }, index) =>
      this.row(paintOf(index, palette), [
        t("basins.point", { x: formatMeasure(x), y: formatMeasure(y) }),
        formatMeasure(loss),
        formatShare(share[index]),
      ]),
    );
    const nowhere = share[share.length - 1];
    if (nowhere > 0) rows.push(this.row(null, [t("basins.nowhere"), "", formatShare(nowhere)]));
    const headings = ["basins.minimum", "basins.loss", "basins.share"].map((key, index) =>
      create("th", { scope: "col", class: index ? "number" : "name" }, t(key)),
    );
    return create(
      "table",
      { class: "numbers" },
      create("thead", {}, create("tr", {}, ...headings)),
      create("tbody", {}, ...rows),
    );
  }

  /**
   * @param {import("../../../charts/basin-fill.js").Paint | null} paint
   * @param {[string, string, string]} texts
   */
  row(paint, [place, loss, share]) {
    const sample = create("canvas", { ...SAMPLE, class: "ground-sample", "aria-hidden": "true" });
    paintSample(sample, paint, this.palette());
    return create(
      "tr",
      {},
      create("th", { scope: "row" }, sample, place),
      create("td", { class: "number" }, loss),
      create("td", { class: "number" }, share),
    );
  }

  /** @param {Optimizer} optimizer */
  observation({ rule }) {
    const frays = this.session.lab.surface === "himmelblau" && MOMENTUM_RULES.includes(rule);
    return t(frays ? "basins.frays" : "basins.look_for");
  }

  toMap() {
    this.session.change((lab) => ({ ...lab, mode: "map" }));
  }

  /** Open the surface on which momentum frays the borders. */
  toHimmelblau() {
    const preset = /** @type {import("../../../core/landscapes/presets.js").Preset} */ (
      PRESETS.find(({ id }) => id === HIMMELBLAU)
    );
    const { speed, curves } = this.session.lab;
    this.session.change(() => ({
      ...labOf(preset, this.session.catalogue),
      speed,
      curves,
      panel: "basins",
      subject: 1,
    }));
    this.session.seek(this.session.lab.steps);
  }

  /**
   * @param {string} key
   * @param {() => void} press
   */
  button(key, press) {
    const button = create("button", { type: "button", class: "quiet" }, t(key));
    button.addEventListener("click", press);
    return button;
  }
}
