/**
 * S13: a network learns its filters, beside a linear classifier on plain pixels.
 * @module
 */

import { readPalette } from "../../../charts/palette.js";
import { filterCanvas } from "../../../charts/weight-images.js";
import { formatShare } from "../../../core/shared/format.js";
import { accuracyAnswer } from "../../../core/lesson/answers.js";
import { seedAfter } from "../../../core/shared/limits.js";
import { linearState, networkState } from "../../../core/lesson/trainings.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { theme } from "../../shared/theme.js";
import { classifiersLink } from "../links.js";
import { Redraw } from "../redraw.js";
import { accuracyOf, provideTraining, trainingBar } from "../training-bars.js";

/** @typedef {import("../../classifiers/session.js").Session} Session */
/** @typedef {import("../figure.js").Figure} Figure */
/** @typedef {import("../figure.js").Place} Place */

const FIRST_SEED = 0;

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const [network, linear] = await Promise.all(
    [networkState(FIRST_SEED), linearState(FIRST_SEED)].map((state) => provideTraining(place, state)),
  );
  return new LearnedFeatures(place, network, linear);
}

/** @implements {Figure} */
class LearnedFeatures {
  /**
   * @param {Place} place
   * @param {Session} network
   * @param {Session} linear
   */
  constructor(place, network, linear) {
    this.place = place;
    this.network = network;
    this.linear = linear;
    this.filters = create("div", { class: "filters first-layer", role: "img", "aria-label": t("weights.label") });
    this.bars = create("ol", { class: "bars" });
    const half = (/** @type {string} */ name, /** @type {HTMLElement} */ content) =>
      create("div", {}, create("p", { class: "half-name" }, t(`lesson.s13.${name}`)), content);
    place.stage.append(create("div", { class: "halves" }, half("filters", this.filters), half("accuracy", this.bars)));
    const again = create("button", { type: "button", class: "quiet" }, t("lesson.s13.again"));
    again.addEventListener("click", () => this.trainAgain());
    place.controls.append(create("div", { class: "figure-row" }, again));
    this.redraw = new Redraw(() => this.draw());
    for (const session of [network, linear]) {
      session.addEventListener("history", () => this.follow());
      session.addEventListener("problem", () => place.trouble(session.problem, () => this.tryAgain()));
    }
    network.addEventListener("state", () => this.update());
    this.update();
    this.redraw.soon();
  }

  play() {
    this.network.train();
    this.linear.train();
  }

  finish() {
    this.play();
  }

  /** Repeat the trainings that failed. */
  tryAgain() {
    for (const session of [this.network, this.linear]) if (session.problem) session.train();
  }

  trainAgain() {
    for (const session of [this.network, this.linear])
      session.change((state) => ({ ...state, seed: seedAfter(state.seed, session.limits.seed) }));
    this.play();
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.redraw.setVisible(visible);
  }

  recolour() {
    this.redraw.soon();
  }

  update() {
    this.place.stale();
    this.place.link(classifiersLink(this.network.state));
  }

  draw() {
    const palette = readPalette(theme());
    const weights = this.network.history.paths[0].snapshotAt("weights", Infinity);
    const filters = weights ? weights.values : [];
    this.filters.replaceChildren(...filters.map((/** @type {number[][][]} */ filter) => filterCanvas(filter, palette)));
    this.bars.replaceChildren(
      trainingBar(t("lesson.s13.network"), this.network, "steps"),
      trainingBar(t("lesson.s13.linear"), this.linear, "steps"),
    );
  }

  follow() {
    this.redraw.soon();
    const { network, linear } = this;
    if (!network.history.done || !linear.history.done) return;
    const [read, readByLinear] = [network, linear].map(({ history }) => accuracyOf(history.paths[0]));
    this.place.report({
      answer: accuracyAnswer(read, readByLinear),
      values: { epochs: network.state.epochs, network: formatShare(read), linear: formatShare(readByLinear) },
    });
  }
}
