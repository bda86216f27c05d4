/**
 * The results of a run: its curves, and the panels beside them.
 * @module
 */

import { readPalette } from "../../charts/palette.js";
import { drawTraining } from "../../charts/training-chart.js";
import { bindChoice } from "../../components/choice.js";
import { byId } from "../../document/dom.js";
import { showPanel } from "../shared/panels.js";
import { theme } from "../shared/theme.js";
import { CheckPanel } from "./gradient-check-panel.js";
import { showConfusion } from "./confusion-panel.js";
import { showGradients } from "./gradients-panel.js";
import { showImages } from "./images-panel.js";
import { showResults } from "./results.js";
import { styleOf } from "./runner-style.js";
import { showWeights } from "./weights-panel.js";

/** @typedef {import("../../core/classifiers/state.js").By} By */
/** @typedef {import("./session.js").Session} Session */

/**
 * @typedef {object} PanelInput the input of a panel
 * @property {Session} session
 * @property {number} optimizer index of the optimizer that is shown
 * @property {import("../../charts/optimizer-style.js").OptimizerStyle} style
 * @property {import("../../charts/palette.js").Palette} palette
 */

/** The minimum time between two drawings. Drawing more often would leave no time for the stream. */
const FRAME_MILLISECONDS = 80;

export class RunView {
  /**
   * @param {any} Plotly
   * @param {Session} session
   */
  constructor(Plotly, session) {
    this.Plotly = Plotly;
    this.session = session;
    const check = new CheckPanel(Plotly, session);
    /** @type {Record<string, (reading: PanelInput) => void>} */
    this.show = {
      weights: showWeights,
      images: showImages,
      confusion: showConfusion,
      gradients: showGradients,
      check: (reading) => check.show(reading),
    };
    this.palette = readPalette(theme());
    this.drawn = 0;
    this.waiting = 0;
    const choosePanel = bindChoice(byId("panels"), (panel) => session.change((state) => ({ ...state, panel })));
    const chooseBy = bindChoice(byId("by"), (by) =>
      session.change((state) => ({ ...state, by: /** @type {By} */ (by) })),
    );
    const update = () => {
      choosePanel(session.state.panel);
      chooseBy(session.state.by);
      this.draw();
    };
    session.addEventListener("state", update);
    session.addEventListener("moment", () => this.drawSoon());
    session.addEventListener("history", () => this.drawSoon());
    new ResizeObserver(() => this.draw()).observe(byId("curves"));
    update();
  }

  /** Draw new results, at most a few times per second. */
  drawSoon() {
    if (this.waiting) return;
    const wait = Math.max(0, FRAME_MILLISECONDS - (performance.now() - this.drawn));
    this.waiting = window.setTimeout(() => requestAnimationFrame(() => this.draw()), wait);
  }

  draw() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    const { session, palette } = this;
    const { state, history, moment } = session;
    const styles = history.paths.map((_, index) => styleOf(session.trainedRunners[index], index));
    showResults(session);
    showPanel(state.panel);
    const optimizer = Math.min(state.shown, history.paths.length - 1);
    this.show[state.panel]({ session, optimizer, style: styles[optimizer], palette });
    const curves = history.paths.map((path, index) => ({ ...styles[index], path }));
    drawTraining(this.Plotly, byId("curves"), { curves, by: state.by, until: moment }, palette);
    this.drawn = performance.now();
    byId("curves").dataset.entries = String(history.paths.reduce((sum, path) => sum + path.length, 0));
  }

  recolour() {
    this.palette = readPalette(theme());
    this.draw();
  }
}
