/**
 * S7: gradients of minibatches as a cloud around the full gradient, which shrinks as the batches grow.
 * @module
 */

import { drawCloud, reachOf } from "../../../charts/gradient-cloud.js";
import { readPalette } from "../../../charts/palette.js";
import { bindChoice, createChoice } from "../../../components/choice.js";
import { formatMeasure } from "../../../core/shared/format.js";
import { noiseAnswer } from "../../../core/lesson/answers.js";
import { cloudRuns, cloudState, cloudStep, SIZES, sizesWithin } from "../../../core/lesson/trainings.js";
import { slotStyle } from "../../../core/shared/line-styles.js";
import { streamRun } from "../../../core/shared/stream.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { theme } from "../../shared/theme.js";
import { classifiersLink } from "../links.js";
import { Slides } from "../slides.js";
import { ServerTask } from "../server-task.js";

/** @typedef {import("../figure.js").Figure} Figure */
/** @typedef {import("../../../charts/gradient-cloud.js").Cloud & {size: number, step: number, noise: number, cosine: number}} SizedCloud */

const MOMENT_MILLISECONDS = 1500;

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const { limits } = await place.catalogue();
  place.link(classifiersLink(cloudState()));
  return new Minibatches(place, limits);
}

/** @implements {Figure} */
class Minibatches {
  /**
   * @param {import("../figure.js").Place} place
   * @param {import("../../../core/shared/limits.js").Limits} limits
   */
  constructor(place, limits) {
    this.place = place;
    this.limits = limits;
    this.sizes = sizesWithin(limits);
    /** The clouds in the order of the sizes. @type {SizedCloud[]} */
    this.clouds = [];
    /** The index of the size that is shown. */
    this.shown = 0;
    this.canvas = create("canvas", { class: "cloud", role: "img", "aria-label": t("gradients.label") });
    this.said = create("p", { class: "counter" });
    const sizes = createChoice(
      "cloud-size",
      t("lesson.s7.size"),
      this.sizes.map((size) => [String(size), String(size)]),
    );
    this.showChoice = bindChoice(sizes, (size) => this.choose(this.sizes.indexOf(Number(size))));
    this.slides = new Slides(
      MOMENT_MILLISECONDS,
      (moment) => this.show(moment),
      () => this.report(),
    );
    this.task = new ServerTask(place);
    place.stage.append(this.canvas);
    place.controls.append(create("div", { class: "figure-row" }, sizes, this.said));
    new ResizeObserver(() => this.draw()).observe(this.canvas);
    this.showChoice(String(this.sizes[0]));
    this.task.run((signal) => this.load(signal));
  }

  /** @param {AbortSignal} signal */
  async load(signal) {
    /** @type {SizedCloud[]} */
    const clouds = [];
    for (const run of cloudRuns(this.limits)) {
      for await (const message of streamRun(run, { signal })) {
        const cloud = /** @type {SizedCloud & {type: string}} */ (/** @type {unknown} */ (message));
        if (cloud.type === "cloud" && cloud.step === cloudStep(this.limits)) clouds.push(cloud);
      }
    }
    this.clouds = clouds;
    this.draw();
  }

  play() {
    this.task.after(() => this.slides.play(this.sizes.length));
  }

  finish() {
    this.task.after(() => this.slides.finish(this.sizes.length));
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.slides.setVisible(visible);
  }

  recolour() {
    this.draw();
  }

  /** @param {number} shown the visitor's choice, which stops the animation */
  choose(shown) {
    this.slides.stop();
    this.show(shown);
  }

  /** @param {number} shown */
  show(shown) {
    this.shown = shown;
    this.showChoice(String(this.sizes[shown]));
    this.draw();
  }

  draw() {
    const cloud = this.clouds[this.shown];
    if (!cloud) return;
    drawCloud(this.canvas, cloud, reachOf(this.clouds), readPalette(theme()), slotStyle(0).colour[theme()]);
    this.said.textContent = t("lesson.s7.said", { noise: formatMeasure(cloud.noise), cosine: cloud.cosine.toFixed(2) });
  }

  report() {
    if (this.sizes.length < SIZES.length) return;
    const noises = this.clouds.map(({ noise }) => noise);
    const values = Object.fromEntries(this.clouds.map(({ size, noise }) => [`noise_${size}`, formatMeasure(noise)]));
    this.place.report({ answer: noiseAnswer(noises[0], noises[noises.length - 1]), values });
  }
}
