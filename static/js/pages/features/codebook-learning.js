/**
 * Shows how a codebook is learned by k-means: its centres move, and its inertia falls.
 * @module
 */

import { drawSparkline } from "../../charts/sparkline.js";
import { squareContext } from "../../charts/canvas.js";
import { ServerProblem } from "../../core/shared/requests.js";
import { fetchCodebooks, streamCodebook } from "../../core/features/codebooks.js";
import { formatMeasure } from "../../core/shared/format.js";
import { create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { isServerTrouble, problemText } from "../shared/banner.js";

/** @typedef {import("../../core/features/codebooks.js").CodebookEntry} CodebookEntry */
/** @typedef {import("../../core/features/codebooks.js").CodebookSpecification} CodebookSpecification */
/** @typedef {import("../../core/features/codebooks.js").Plane} Plane */
/** @typedef {import("../../core/features/codebooks.js").Progress} Progress */
/** @typedef {import("./panels.js").PanelContext} PanelContext */

const FIGURE = 220;
const MARGIN = 8;
/** Seconds until the next request if the server does not say. */
const AGAIN_SECONDS = 2;

export class CodebookLearning {
  /**
   * @param {Pick<PanelContext, "palette">} context
   * @param {(id: string) => void} onLearned
   */
  constructor({ palette }, onLearned) {
    this.palette = palette;
    this.onLearned = onLearned;
    this.plot = create("canvas", { class: "learning-plot", role: "img", "aria-label": t("words.plot") });
    this.sparkline = create("canvas", { class: "learning-plot", role: "img", "aria-label": t("words.fall") });
    this.progress = create("progress", { max: 1, value: 0, "aria-label": t("words.progress") });
    this.said = create("p", { class: "said", role: "status" });
    this.cancel = create("button", { type: "button", class: "quiet" }, t("waiting.cancel"));
    this.element = create(
      "div",
      { class: "learning", hidden: true },
      this.plot,
      this.sparkline,
      create("div", {}, this.progress, this.said, this.cancel),
    );
    this.abort = new AbortController();
    this.cancel.addEventListener("click", () => this.stop());
    /** @type {Plane | null} */
    this.plane = null;
    /** @type {number[]} by iteration */
    this.inertias = [];
  }

  /**
   * Learn a codebook of the visitor's choice. It stops when the visitor leaves.
   * @param {CodebookSpecification} specification
   */
  async learn(specification) {
    const signal = this.begin();
    this.cancel.hidden = false;
    this.said.textContent = t("words.begins");
    try {
      await this.watch(specification, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!isServerTrouble(error)) throw error;
      this.said.textContent = problemText(error);
    }
    this.cancel.hidden = true;
  }

  /**
   * Show how the default codebook is learned. The server learns it in any case, so its progress is requested until it
   * is done.
   * @param {CodebookEntry} entry
   */
  async follow(entry) {
    const signal = this.begin();
    this.cancel.hidden = true;
    for (let known = entry; !signal.aborted;) {
      this.progress.value = known.progress ?? 0;
      this.said.textContent = t("words.being_learned", { percent: Math.floor(100 * this.progress.value) });
      try {
        if (known.learned) return this.finish(known.id);
        const { dataset, words, patch, seed } = known;
        return await this.watch({ dataset, words, patch, seed }, signal);
      } catch (error) {
        if (signal.aborted) return;
        if (!isServerTrouble(error)) throw error;
        await seconds((error instanceof ServerProblem && error.retryAfter) || AGAIN_SECONDS);
        [known] = await fetchCodebooks().catch(() => [known]);
      }
    }
  }

  /** @returns {AbortSignal} the signal that aborts what is shown from now on */
  begin() {
    this.abort.abort();
    this.abort = new AbortController();
    this.element.hidden = false;
    this.plot.hidden = this.sparkline.hidden = true;
    this.progress.value = 0;
    this.inertias = [];
    return this.abort.signal;
  }

  /**
   * @param {CodebookSpecification} specification
   * @param {AbortSignal} signal
   */
  async watch(specification, signal) {
    for await (const message of streamCodebook(specification, signal)) {
      if (message.type === "plane") this.plane = /** @type {Plane} */ (message);
      if (message.type === "progress") this.show(/** @type {Progress} */ (message));
      if (message.type === "codebook")
        this.finish(/** @type {import("../../core/features/codebooks.js").Learned} */ (message).id);
    }
  }

  /** @param {string} id id of the codebook, which is learned now */
  finish(id) {
    this.progress.value = 1;
    this.onLearned(id);
  }

  stop() {
    this.abort.abort();
    this.cancel.hidden = true;
    this.said.textContent = t("words.cancelled");
  }

  /** @param {Progress} progress */
  show({ iteration, of, inertia, x, y }) {
    this.progress.value = iteration / of;
    this.said.textContent = t("words.learning", { iteration, of, inertia: formatMeasure(inertia) });
    this.inertias.push(inertia);
    this.plot.hidden = this.sparkline.hidden = false;
    if (this.plane) drawCentres(this.plot, this.plane, { x, y }, this.palette());
    drawSparkline(this.sparkline, this.inertias, of, t("words.inertia"), this.palette());
  }
}

/** @param {number} count */
function seconds(count) {
  return new Promise((resolve) => setTimeout(resolve, 1000 * count));
}

/**
 * Draw sample patches faintly and centres darkly, on the plane of the patches' two principal components.
 * @param {HTMLCanvasElement} canvas
 * @param {{x: number[], y: number[]}} patches
 * @param {{x: number[], y: number[]}} centres
 * @param {import("../../charts/palette.js").Palette} palette
 */
function drawCentres(canvas, patches, centres, palette) {
  const context = squareContext(canvas, FIGURE);
  const reach = Math.max(...[...patches.x, ...patches.y].map(Math.abs)) || 1;
  const place = (/** @type {number} */ value) => FIGURE / 2 + (value / reach) * (FIGURE / 2 - MARGIN);
  const dots = (
    /** @type {{x: number[], y: number[]}} */ { x, y },
    /** @type {number} */ side,
    /** @type {string} */ colour,
  ) => {
    context.fillStyle = colour;
    x.forEach((value, index) => context.fillRect(place(value) - side / 2, place(-y[index]) - side / 2, side, side));
  };
  context.strokeStyle = palette.rule;
  context.strokeRect(0.5, 0.5, FIGURE - 1, FIGURE - 1);
  dots(patches, 1.5, palette.rule);
  dots(centres, 3, palette.ink);
}
