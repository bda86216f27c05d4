/**
 * S2: guesses against steps, with two weights and with 650.
 * @module
 */

import { formatShare } from "../../../core/format.js";
import { raceAnswer } from "../../../core/lesson/answers.js";
import { dimensionLab } from "../../../core/lesson/labs.js";
import { raceState } from "../../../core/lesson/trainings.js";
import { create } from "../../../dom.js";
import { t } from "../../../words.js";
import { classifiersLink } from "../links.js";
import { Paint } from "../paint.js";
import { endLosses, formatLoss, PathsFigure, provide } from "../paths-figure.js";
import { accuracyOf, provideTraining, trainingBar } from "../training-bars.js";

/** @typedef {import("../../classifiers/session.js").Session} Training */
/** @typedef {import("../../landscapes/session.js").Session} Session */

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const { Plotly, session } = await provide(place, dimensionLab(await place.catalogue()));
  return new Dimension(Plotly, place, session, await provideTraining(place, raceState(session.lab.seed)));
}

/** Paths with two weights at the left, a race of accuracies with 650 at the right. */
class Dimension extends PathsFigure {
  /**
   * @param {any} Plotly
   * @param {import("../figure.js").Place} place
   * @param {Session} session
   * @param {Training} training
   */
  constructor(Plotly, place, session, training) {
    const few = create("div", {}, create("p", { class: "half-name" }, t("lesson.s2.few")));
    const bars = create("ol", { class: "bars" });
    const lab = create("a", {}, t("lesson.s2.lab"));
    const many = create("div", {}, create("p", { class: "half-name" }, t("lesson.s2.many")), bars, lab);
    place.stage.append(create("div", { class: "halves" }, few, many));
    const trouble = (/** @type {Error | null} */ problem) => place.trouble(problem, () => this.tryAgain());
    super(Plotly, { ...place, stage: few, trouble }, session, () => outcomeOf(session, training));
    this.training = training;
    this.race = new Paint(() => bars.replaceChildren(...raceBars(training)));
    training.addEventListener("problem", () => trouble(training.problem));
    const link = () => (lab.href = classifiersLink(training.state));
    training.addEventListener("state", link);
    training.addEventListener("history", () => {
      this.race.soon();
      this.follow();
    });
    const again = create("button", { type: "button", class: "quiet" }, t("lesson.s2.again"));
    again.addEventListener("click", () => this.guessAgain());
    place.controls.append(create("div", { class: "figure-row" }, again));
    link();
    this.race.soon();
  }

  play() {
    super.play();
    this.training.train();
  }

  finish() {
    super.finish();
    this.training.train();
  }

  /** Compute what could not be computed. */
  tryAgain() {
    if (!this.map.picture) this.map.load();
    if (this.session.problem) this.session.play();
    if (this.training.problem) this.training.train();
  }

  guessAgain() {
    const seed = this.session.lab.seed + 1;
    this.training.change((state) => ({ ...state, seed }));
    this.training.train();
    this.session.changeAndPlay((lab) => ({ ...lab, seed }));
  }

  /** @param {boolean} seen */
  see(seen) {
    super.see(seen);
    this.race.see(seen);
  }

  /** Both races must be over before anything can be said of them. */
  follow() {
    if (this.training.history.done) super.follow();
  }
}

/** @param {Training} training */
function raceBars(training) {
  return [trainingBar(t("rule.random_search.name"), training, 0, "draws"), trainingBar(t("rule.gradient_descent.name"), training, 1, "steps")];
}

/**
 * @param {Session} session
 * @param {Training} training
 * @returns {import("../figure.js").Outcome}
 */
function outcomeOf(session, { history }) {
  const [step, guess] = endLosses(session);
  const [guessAccuracy, stepAccuracy] = history.paths.map(accuracyOf);
  return {
    answer: raceAnswer({ guess, step }, { guess: guessAccuracy, step: stepAccuracy }),
    values: { guess: formatLoss(guess), step: formatLoss(step), guess_accuracy: formatShare(guessAccuracy), step_accuracy: formatShare(stepAccuracy) },
  };
}
