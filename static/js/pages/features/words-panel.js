/**
 * S11: visual words, which describe a picture by the patches it contains.
 * @module
 */

import { drawHistogram } from "../../charts/histogram.js";
import { maskAroundSquares } from "../../charts/image-overlays.js";
import {
  fetchCodebooks,
  occurrences,
  sizesWithin,
  spriteOf,
  wordAt,
  WORDS_A_ROW,
} from "../../core/features/codebooks.js";
import { ServerProblem } from "../../core/shared/requests.js";
import { formatCount, formatSetting, formatShare } from "../../core/shared/format.js";
import { create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { BUSY, isServerTrouble } from "../shared/banner.js";
import { CodebookLearning } from "./codebook-learning.js";

/** @typedef {import("../../core/shared/requests.js").ConnectionLost} ConnectionLost */
/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {import("../../core/features/codebooks.js").CodebookEntry} CodebookEntry */
/** @typedef {import("../../core/features/codebooks.js").Words} Words */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./picture-view.js").Point} Point */
/** @typedef {import("./panels.js").Drawing} Drawing */
/** @typedef {import("./panels.js").PanelContext} PanelContext */

const FADING = 0.75;
const KINDS = /** @type {const} */ (["whitened", "sift"]);

export class WordsPanel {
  /** @param {PanelContext} context */
  constructor(context) {
    const { session, plotly, palette, redraw } = context;
    this.session = session;
    this.plotly = plotly;
    this.palette = palette;
    this.redraw = redraw;
    this.books = create("select", { "aria-label": t("words.codebook") });
    this.learning = new CodebookLearning(context, (id) => this.use(id));
    this.sheet = create("canvas", { class: "words-sheet", role: "img", "aria-label": t("words.sheet") });
    this.chart = create("div", {
      class: "histogram words-histogram",
      role: "figure",
      "aria-label": t("words.histogram"),
    });
    this.word = create("input", { type: "range", min: 0, max: 0, step: 1, value: 0, "aria-label": t("words.word") });
    this.said = create("p", { class: "said", "aria-live": "polite" });
    this.summary = create("p", { class: "meaning" });
    this.kind = create(
      "select",
      { "aria-label": t("words.kind") },
      ...KINDS.map((kind) => create("option", { value: kind }, t(`words.${kind}`))),
    );
    this.size = create(
      "select",
      { "aria-label": t("words.size") },
      ...sizesWithin(session.limits).map((size) =>
        create("option", { value: size }, t("words.count", { count: size })),
      ),
    );
    const learn = create("button", { type: "button", class: "quiet" }, t("words.learn"));
    this.found = create(
      "div",
      { class: "reading-content" },
      this.sheet,
      this.word,
      this.said,
      this.chart,
      this.summary,
    );
    this.element = create(
      "div",
      { class: "reading-content" },
      this.books,
      this.learning.element,
      this.found,
      create(
        "details",
        { class: "learn-more" },
        create("summary", {}, t("words.learn_another")),
        create("div", { class: "knobs" }, this.kind, this.size, learn),
      ),
    );
    this.books.addEventListener("change", () => this.use(this.books.value));
    this.word.addEventListener("input", () => this.choose(Number(this.word.value)));
    this.sheet.addEventListener("pointermove", (event) => this.chooseOnSheet(event));
    this.sheet.addEventListener("pointerdown", (event) => this.chooseOnSheet(event));
    learn.addEventListener("click", () =>
      this.learning.learn({
        dataset: "patches",
        words: Number(this.size.value),
        patch: /** @type {CodebookEntry["patch"]} */ (this.kind.value),
        seed: 0,
      }),
    );
    /** @type {CodebookEntry[]} */
    this.entries = [];
    /** @type {Words | null} */
    this.words = null;
    /** The image of all words. @type {HTMLImageElement | null} */
    this.sprite = null;
    this.chosen = 0;
    this.requested = false;
    this.listening = false;
    new ResizeObserver(() => this.drawChart()).observe(this.chart);
  }

  /** @returns {Record<string, string> | null} null while there is no codebook yet */
  fields() {
    const { codebook } = this.session.state;
    const entry = this.entries.find(({ id }) => id === codebook) ?? this.entries[0];
    if (!entry?.learned) {
      this.prepare();
      return null;
    }
    return { include: "words", full: "true", codebook: entry.id };
  }

  stride() {
    return this.words ? this.words.step / this.words.scale : 1;
  }

  /** Fetch the list of codebooks, and follow how the default one is learned if it is not yet. */
  async prepare() {
    if (this.requested) return;
    this.requested = true;
    this.found.hidden = this.words === null;
    try {
      this.entries = await fetchCodebooks();
    } catch (error) {
      this.requested = false;
      if (!isServerTrouble(error)) throw error;
      return this.session.report(error);
    }
    this.showEntries();
    const [first] = this.entries;
    if (first.learned) this.session.dispatchEvent(new Event("state"));
    else this.learning.follow(first);
  }

  /**
   * Called if the server could not find visual words yet: find out how far the default codebook is.
   * @param {ServerProblem | ConnectionLost} problem
   * @returns {Promise<boolean>} whether the words will be requested again when the codebook is learned
   */
  async awaits(problem) {
    if (!(problem instanceof ServerProblem) || problem.status !== BUSY) return false;
    const [first] = await fetchCodebooks().catch(() => []);
    if (!first || first.learned) return false;
    this.found.hidden = this.words === null;
    this.learning.follow(first);
    return true;
  }

  showEntries() {
    const learned = this.entries.filter((entry) => entry.learned);
    this.books.hidden = learned.length < 2;
    this.books.replaceChildren(
      ...learned.map(({ id, words, patch, seed }) =>
        create("option", { value: id }, t("words.entry", { count: words, kind: t(`words.${patch}`), seed })),
      ),
    );
    this.books.value = this.session.state.codebook ?? this.entries[0].id;
  }

  /**
   * Use a codebook.
   * @param {string} id
   */
  async use(id) {
    this.entries = await fetchCodebooks();
    this.session.change((state) => ({ ...state, codebook: id === this.entries[0].id ? null : id }));
    this.showEntries();
  }

  /**
   * @param {Features} features
   * @param {Picture} picture
   */
  async show({ words }, picture) {
    if (!words) return;
    this.picture = picture;
    this.words = words;
    this.found.hidden = false;
    this.word.max = String(words.histogram.length - 1);
    const patches = words.histogram.reduce((sum, count) => sum + count, 0);
    const used = words.histogram.filter((count) => count > 0).length;
    this.summary.textContent = t("words.summary", {
      patches: formatCount(patches),
      used: formatCount(used),
      words: formatCount(words.histogram.length),
      scale: formatSetting(words.scale, 2),
    });
    this.choose(words.top[0]?.word ?? 0);
    this.drawChart();
    const sprite = await loadImage(spriteOf(words.codebook));
    if (words !== this.words || !sprite) return;
    this.sprite = sprite;
    this.drawSheet();
  }

  /** @param {number} word */
  choose(word) {
    if (!this.words) return;
    this.chosen = word;
    this.word.value = String(word);
    const count = this.words.histogram[word];
    const patches = this.words.histogram.reduce((sum, one) => sum + one, 0);
    this.said.textContent =
      patches === 0
        ? t("words.no_patch", { side: this.words.side })
        : t("words.said", { word, count: formatCount(count), share: formatShare(count / patches) });
    this.drawSheet();
    this.redraw();
  }

  /** @param {PointerEvent} event */
  chooseOnSheet({ offsetX, offsetY }) {
    if (!this.words) return;
    const cell = this.sheet.clientWidth / WORDS_A_ROW;
    const word = Math.floor(offsetY / cell) * WORDS_A_ROW + Math.min(WORDS_A_ROW - 1, Math.floor(offsetX / cell));
    if (word !== this.chosen && word < this.words.histogram.length) this.choose(word);
  }

  /** @param {Point | null} point */
  point(point) {
    const word = point && this.words && wordAt(this.words, point);
    if (word !== null && word !== undefined) this.choose(word);
  }

  /** Draw the codebook, where words that do not occur in the picture are faded. */
  drawSheet() {
    const { sheet, sprite, words } = this;
    if (!sprite || !words) return;
    const rows = Math.ceil(words.histogram.length / WORDS_A_ROW);
    const cell = (sheet.clientWidth / WORDS_A_ROW) * window.devicePixelRatio;
    sheet.width = Math.round(cell * WORDS_A_ROW);
    sheet.height = Math.round(cell * rows);
    const context = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
    const palette = this.palette();
    context.imageSmoothingEnabled = false;
    context.drawImage(sprite, 0, 0, sheet.width, sheet.height);
    context.globalAlpha = FADING;
    context.fillStyle = palette.panel;
    const corner = (/** @type {number} */ word) => [(word % WORDS_A_ROW) * cell, Math.floor(word / WORDS_A_ROW) * cell];
    words.histogram.forEach((count, word) => {
      const [x, y] = corner(word);
      if (count === 0) context.fillRect(x, y, cell, cell);
    });
    context.globalAlpha = 1;
    const [x, y] = corner(this.chosen);
    context.strokeStyle = palette.accent;
    context.lineWidth = 2 * window.devicePixelRatio;
    context.strokeRect(x, y, cell, cell);
  }

  async drawChart() {
    if (!this.words || this.chart.clientWidth === 0) return;
    const { histogram } = this.words;
    const { ink } = this.palette();
    const Plotly = await this.plotly();
    await drawHistogram(
      Plotly,
      this.chart,
      {
        series: [{ name: t("words.word"), counts: histogram, colours: histogram.map(() => ink) }],
        axis: t("words.axis"),
      },
      this.palette(),
    );
    if (this.listening) return;
    this.listening = true;
    /** @type {any} */ (this.chart).on("plotly_hover", (/** @type {any} */ { points: [point] }) =>
      this.choose(point.pointNumber),
    );
  }

  /** @param {Drawing} drawing */
  draw(drawing) {
    if (this.words) maskAroundSquares(drawing, occurrences(this.words, this.chosen), this.palette());
  }
}

/**
 * @param {string} address
 * @returns {Promise<HTMLImageElement | null>} null if it cannot be loaded
 */
async function loadImage(address) {
  const image = new Image();
  image.src = address;
  return image.decode().then(
    () => image,
    () => null,
  );
}
