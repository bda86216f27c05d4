/**
 * The panel of a step: its parts as arrows on the map and as numbers in a table.
 * @module
 */

import { arrowStyle, drawArrow, drawArrows } from "../../../charts/step-arrows.js";
import { arrowsOf, partsThatCount } from "../../../core/landscapes/anatomy.js";
import { fetchAnatomy } from "../../../core/landscapes/client.js";
import { formatCount, formatMeasure } from "../../../core/shared/format.js";
import { slotStyle } from "../../../core/shared/line-styles.js";
import { runSpecification } from "../../../core/landscapes/state.js";
import { ServerProblem } from "../../../core/shared/requests.js";
import { byId, create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { isServerTrouble, problemText } from "../../shared/banner.js";
import { optimizerName } from "../names.js";
import { OptimizerChooser } from "./optimizer-chooser.js";

/** @typedef {import("../../../core/landscapes/anatomy.js").Anatomy} Anatomy */
/** @typedef {import("../../../core/landscapes/anatomy.js").PartKind} PartKind */
/** @typedef {import("./tabs.js").PanelContext} PanelContext */

const PENDING_MILLISECONDS = 60;
const NOT_TAKEN = 422;
const SAMPLE = { width: 28, height: 12 };

export class StepPanel {
  /** @param {PanelContext} context */
  constructor({ session, stage, palette }) {
    this.session = session;
    this.stage = stage;
    this.palette = palette;
    this.chooser = new OptimizerChooser(session, t("anatomy.choose"));
    this.content = create("div", { class: "anatomy" });
    byId("anatomy").append(this.chooser.element, this.content, create("p", { class: "meaning" }, t("anatomy.hint")));
    this.abort = new AbortController();
    this.timer = 0;
    /** Identifies the step that is shown. */
    this.key = "";
  }

  open() {
    const { lab, timeline } = this.session;
    this.chooser.show();
    byId("step-heading").textContent = t("anatomy.title", { step: formatCount(this.step) });
    if (timeline.playing) {
      this.key = "";
      return this.stage.paintOver(null);
    }
    const theme = this.palette().theme;
    const key = JSON.stringify([runSpecification(lab), this.chooser.index, this.step, theme]);
    if (key === this.key) return;
    this.key = key;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(), PENDING_MILLISECONDS);
  }

  close() {
    clearTimeout(this.timer);
    this.abort.abort();
    this.key = "";
    this.stage.paintOver(null);
  }

  /** The step that led to the current point; the first one at the start. */
  get step() {
    return Math.max(1, this.session.timeline.step);
  }

  async load() {
    const { lab } = this.session;
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    if (this.chooser.isSearch) return this.say(t("anatomy.search"));
    try {
      // Only this optimizer is sent: no path depends on the others.
      const run = { ...runSpecification(lab), optimizers: [runSpecification(lab).optimizers[this.chooser.index]] };
      this.show(await fetchAnatomy(run, this.step, signal));
    } catch (error) {
      if (signal.aborted) return;
      if (!isServerTrouble(error)) throw error;
      const ended = error instanceof ServerProblem && error.status === NOT_TAKEN && this.lastStep < this.step;
      this.say(ended ? t("anatomy.ended", { step: formatCount(this.lastStep) }) : problemText(error));
    }
  }

  /** The last step of the optimizer, as far as it is known. */
  get lastStep() {
    return Math.max(0, this.session.paths[this.chooser.index].length - 1);
  }

  /** @param {string} sentence sentence in the place of an anatomy */
  say(sentence) {
    this.content.replaceChildren(create("p", {}, sentence));
    this.stage.paintOver(null);
  }

  /** @param {Anatomy} anatomy */
  show(anatomy) {
    const { theme } = this.palette();
    const colour = slotStyle(this.chooser.optimizer.slot).colour[theme];
    const arrows = arrowsOf(anatomy);
    this.stage.paintOver((context, project) => drawArrows(context, project, arrows, this.palette(), colour));
    const [x, y] = anatomy.start;
    const values = { name: optimizerName(this.chooser.optimizer), x: formatMeasure(x), y: formatMeasure(y) };
    this.content.replaceChildren(
      create("p", { class: "meaning" }, t("anatomy.of", values)),
      this.table(anatomy, colour),
      create("p", { class: "panel-look-for" }, t(observation(anatomy))),
    );
  }

  /**
   * @param {Anatomy} anatomy
   * @param {string} colour
   */
  table(anatomy, colour) {
    const head = ["anatomy.part", "x", "y", "anatomy.length"].map((key, index) =>
      create("th", { scope: "col", class: index ? "number" : "name" }, key.includes(".") ? t(key) : key),
    );
    const rows = partsThatCount(anatomy).map((part) => this.row(part.kind, part, t(`anatomy.${part.kind}`), colour));
    const sum = this.row("total", anatomy.total, t("anatomy.sum"), colour);
    sum.className = "sum";
    return create(
      "table",
      { class: "numbers" },
      create("thead", {}, create("tr", {}, ...head)),
      create("tbody", {}, ...rows, sum),
    );
  }

  /**
   * @param {PartKind | "total"} kind
   * @param {import("../../../core/landscapes/anatomy.js").Vector} vector
   * @param {string} name
   * @param {string} colour
   */
  row(kind, { x, y, length }, name, colour) {
    const cells = [x, y, length].map((value) => create("td", { class: "number" }, formatMeasure(value ?? NaN)));
    return create("tr", {}, create("th", { scope: "row" }, this.sample(kind, colour), name), ...cells);
  }

  /**
   * Draw a sample of the arrow for the table.
   * @param {PartKind | "total"} kind
   * @param {string} colour
   */
  sample(kind, colour) {
    const { width, height } = SAMPLE;
    const ratio = window.devicePixelRatio;
    const canvas = create("canvas", {
      width: width * ratio,
      height: height * ratio,
      class: "arrow-sample",
      "aria-hidden": "true",
    });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.scale(ratio, ratio);
    const palette = this.palette();
    drawArrow(context, [1, height / 2], [width - 2, height / 2], arrowStyle(kind, palette, colour), palette.panel);
    return canvas;
  }
}

/**
 * @param {Anatomy} anatomy
 * @returns {string} key of the sentence on what to look for
 */
function observation({ parts }) {
  const [gradient, memory] = ["gradient", "memory"].map((wanted) => parts.find(({ kind }) => kind === wanted)?.x ?? 0);
  return gradient < 0 && memory > 0 ? "anatomy.look_for" : "anatomy.look_for_general";
}
