/**
 * S11: a picture in visual words, which are highlighted where they occur.
 * @module
 */

import { drawHistogram } from "../../../charts/histogram.js";
import { maskAroundSquares } from "../../../charts/image-overlays.js";
import { fetchCodebooks, occurrences, spriteOf, wordAt } from "../../../core/features/codebooks.js";
import { formatCount, formatShare } from "../../../core/shared/format.js";
import { wordsOutcome } from "../../../core/lesson/feature-outcomes.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { CodebookLearning } from "../../features/codebook-learning.js";
import { featuresLink } from "../links.js";
import { openPhotograph, PHOTOGRAPH, read } from "../photographs.js";
import { PictureFrame } from "../picture-frame.js";
import { Slides } from "../slides.js";
import { ServerTask } from "../server-task.js";

/** @typedef {import("../../../core/features/codebooks.js").Words} Words */
/** @typedef {import("../../features/picture.js").Picture} Picture */
/** @typedef {import("../figure.js").Figure} Figure */
/** @typedef {import("../figure.js").Place} Place */

const WORDS = { include: "words", full: "true" };
/** The number of frequent words that the figure shows when it runs, and for how long. */
const SHOWN = 6;
const WORD_MILLISECONDS = 900;

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const { limits } = await place.catalogue();
  const [Plotly, picture, [codebook]] = await Promise.all([
    place.plotly(),
    openPhotograph(PHOTOGRAPH, limits),
    fetchCodebooks(),
  ]);
  const figure = new WordsFigure(Plotly, place, picture);
  if (codebook.learned) figure.read();
  else figure.learning.follow(codebook);
  return figure;
}

/** @implements {Figure} */
class WordsFigure {
  /**
   * @param {any} Plotly
   * @param {Place} place
   * @param {Picture} picture
   */
  constructor(Plotly, place, picture) {
    this.Plotly = Plotly;
    this.place = place;
    this.picture = picture;
    /** @type {Words | null} */
    this.words = null;
    this.word = 0;
    /** What to do as soon as there are words. @type {"play" | "finish" | null} */
    this.requested = null;
    this.frame = new PictureFrame({
      stride: 4,
      point: (point) => {
        const word = point && this.words && wordAt(this.words, point);
        if (word !== null) this.point(word);
      },
      draw: (drawing, palette) => {
        if (this.words && this.requested) maskAroundSquares(drawing, occurrences(this.words, this.word), palette);
      },
    });
    this.task = new ServerTask(place);
    this.learning = new CodebookLearning({ palette: () => this.frame.palette }, () => this.read());
    this.chart = create("div", { class: "histogram", role: "img", "aria-label": t("words.histogram") });
    this.slider = create("input", { type: "range", min: 0, max: 0, step: 1, value: 0, "aria-label": t("words.word") });
    this.bars = create("div", { class: "word-bars", hidden: true }, this.chart, this.slider);
    /** The image of the vocabulary, shown in the place of the bars until the figure runs. */
    this.vocabulary = create("img", { class: "vocabulary", hidden: true, alt: "" });
    this.said = create("p", { class: "said" });
    place.stage.append(
      create(
        "div",
        { class: "picture-over-chart" },
        this.frame.element,
        this.learning.element,
        this.vocabulary,
        this.bars,
      ),
    );
    place.controls.append(this.said);
    place.link(featuresLink({ reading: "words" }));
    this.slider.addEventListener("input", () => this.point(Number(this.slider.value)));
    this.slides = new Slides(
      WORD_MILLISECONDS,
      (slide) => this.light(/** @type {Words} */ (this.words).top[slide].word),
      () => place.report(wordsOutcome(/** @type {Words} */ (this.words))),
    );
    this.listening = false;
    new ResizeObserver(() => this.drawChart()).observe(this.chart);
    this.frame.show(picture);
  }

  play() {
    this.requested = "play";
    this.run();
  }

  finish() {
    this.requested = "finish";
    this.run();
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.slides.setVisible(visible);
  }

  recolour() {
    this.frame.recolour();
    this.drawChart();
  }

  /** Find the words of the picture, and run if that has been requested. */
  read() {
    this.task.run(async (signal) => {
      const { features } = await read(this.picture, WORDS, signal);
      const words = /** @type {Words} */ (features.words);
      this.words = words;
      this.slider.max = String(words.histogram.length - 1);
      this.learning.element.hidden = true;
      this.vocabulary.src = spriteOf(words.codebook);
      this.vocabulary.hidden = false;
      this.said.textContent = t("lesson.s11.vocabulary", { words: formatCount(words.histogram.length) });
      this.run();
    });
  }

  run() {
    if (!this.words || !this.requested) return;
    this.vocabulary.hidden = true;
    this.bars.hidden = false;
    if (this.requested === "play") this.slides.play(SHOWN);
    else this.slides.finish(SHOWN);
  }

  /**
   * Show a word that the visitor points at.
   * @param {number} word
   */
  point(word) {
    if (!this.requested) return;
    this.slides.stop();
    this.light(word);
  }

  /** @param {number} word */
  light(word) {
    const { histogram } = /** @type {Words} */ (this.words);
    const patches = histogram.reduce((sum, count) => sum + count, 0);
    this.word = word;
    this.slider.value = String(word);
    this.said.textContent = t("words.said", {
      word,
      count: formatCount(histogram[word]),
      share: formatShare(histogram[word] / patches),
    });
    this.frame.draw();
  }

  async drawChart() {
    if (!this.words || this.chart.clientWidth === 0) return;
    const { histogram } = this.words;
    const { ink } = this.frame.palette;
    await drawHistogram(
      this.Plotly,
      this.chart,
      {
        series: [{ name: t("words.word"), counts: histogram, colours: histogram.map(() => ink) }],
        axis: t("words.axis"),
      },
      this.frame.palette,
    );
    if (this.listening) return;
    this.listening = true;
    /** @type {any} */ (this.chart).on("plotly_hover", (/** @type {any} */ { points: [point] }) =>
      this.point(point.pointNumber),
    );
  }
}
