/**
 * The plane coloured by the minimum that each start reaches.
 * @module
 */

import { groundPainter, paintOf, paintSample } from "../../charts/ground.js";
import { borderShare, gridFor, shares } from "../../core/basins.js";
import { fetchBasins } from "../../core/client.js";
import { formatMeasure, formatShare } from "../../core/format.js";
import { labOf, PRESETS } from "../../core/presets.js";
import { objectiveOf, runSpecification } from "../../core/state.js";
import { byId, create } from "../../dom.js";
import { t } from "../../words.js";
import { isServerTrouble, problemText } from "./banner.js";
import { optimizerName } from "./names.js";
import { SubjectChooser } from "./subject-chooser.js";
import { Waiting } from "./waiting.js";

/** @typedef {import("../../core/basins.js").Basins} Basins */
/** @typedef {import("./panels.js").PanelContext} PanelContext */

const PAUSE_MILLISECONDS = 220;
const SAMPLE = { width: 28, height: 16 };
const HIMMELBLAU = "two_minds";
const MEMORIES = ["momentum", "nesterov"];

export class BasinsPanel {
  /** @param {PanelContext} context */
  constructor({ session, stage, palette }) {
    this.session = session;
    this.stage = stage;
    this.palette = palette;
    this.subject = new SubjectChooser(session, t("basins.choose"));
    this.waiting = new Waiting(() => this.cancel());
    this.content = create("div", { class: "panel-content" });
    byId("basins").append(this.subject.element, this.waiting.element, this.content);
    /** @type {Basins | null} */
    this.basins = null;
    this.abort = new AbortController();
    this.timer = 0;
    /** What has been asked for last. */
    this.key = "";
    this.theme = "";
  }

  open() {
    const { lab, timeline } = this.session;
    this.subject.show();
    if (this.subject.isSearch) return this.say(t("basins.search"));
    if (this.stage.mode === "relief") return this.say(t("basins.relief"), this.button("basins.to_map", () => this.toMap()));
    if (this.basins && this.palette().theme !== this.theme) this.show(this.basins);
    const key = JSON.stringify([this.request(), lab.mode]);
    if (timeline.playing || key === this.key) return;
    this.key = key;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(), PAUSE_MILLISECONDS);
  }

  close() {
    clearTimeout(this.timer);
    this.abort.abort();
    this.waiting.end();
    this.key = "";
    this.basins = null;
    this.stage.paintGround(null);
  }

  /** What the server is asked: the rule from every point in view. */
  request() {
    const { lab, catalogue } = this.session;
    const { view } = this.stage;
    const limits = /** @type {any} */ (catalogue.limits);
    const steps = Math.min(lab.steps, limits.basin_steps.high);
    const { columns, rows } = gridFor(this.stage.map.box, steps, limits);
    return {
      objective: objectiveOf(lab),
      optimizer: runSpecification(lab).optimizers[this.subject.index],
      x: { ...view.x, count: columns },
      y: { ...view.y, count: rows },
      steps,
      seed: lab.seed,
    };
  }

  async load() {
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    this.waiting.begin();
    try {
      this.basins = await fetchBasins(this.request(), signal);
      this.show(this.basins);
    } catch (error) {
      if (signal.aborted) return;
      if (!isServerTrouble(error)) throw error;
      this.content.prepend(create("p", { class: "fault", role: "alert" }, problemText(error)));
    }
    if (!signal.aborted) this.waiting.end();
  }

  cancel() {
    this.abort.abort();
    this.waiting.end();
  }

  /**
   * @param {string} sentence in place of basins
   * @param {...HTMLElement} more
   */
  say(sentence, ...more) {
    clearTimeout(this.timer);
    this.cancel();
    this.key = "";
    this.basins = null;
    this.stage.paintGround(null);
    this.content.replaceChildren(create("p", {}, sentence), ...more);
  }

  /** @param {Basins} basins */
  show(basins) {
    const palette = this.palette();
    this.theme = palette.theme;
    this.stage.paintGround(groundPainter(basins, palette));
    const name = optimizerName(this.subject.optimizer);
    this.content.replaceChildren(
      create("p", { class: "meaning" }, t("basins.of", { name })),
      this.legend(basins),
      create("p", { class: "meaning" }, t("basins.border", { share: formatShare(borderShare(basins)) })),
      create("p", { class: "panel-look-for" }, this.lookFor()),
      ...(this.session.lab.surface === "himmelblau" ? [] : [this.button("basins.himmelblau", () => this.toHimmelblau())]),
    );
  }

  /** @param {Basins} basins */
  legend(basins) {
    const palette = this.palette();
    const share = shares(basins);
    const rows = basins.minima.map(({ x, y, loss }, index) =>
      this.row(paintOf(index, palette), [t("basins.point", { x: formatMeasure(x), y: formatMeasure(y) }), formatMeasure(loss), formatShare(share[index])]),
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
   * @param {import("../../charts/ground.js").Paint | null} paint
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

  lookFor() {
    const { lab } = this.session;
    const frays = lab.surface === "himmelblau" && MEMORIES.includes(this.subject.optimizer.rule);
    return t(frays ? "basins.frays" : "basins.look_for");
  }

  toMap() {
    this.session.change((lab) => ({ ...lab, mode: "map" }));
  }

  /** The surface on which memory frays the borders. */
  toHimmelblau() {
    const preset = /** @type {import("../../core/presets.js").Preset} */ (PRESETS.find(({ id }) => id === HIMMELBLAU));
    const { speed, curves } = this.session.lab;
    this.session.change(() => ({
      ...labOf(preset, this.session.catalogue),
      speed,
      curves,
      panel: "basins",
      subject: 1,
    }));
    this.session.seek(preset.steps);
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
