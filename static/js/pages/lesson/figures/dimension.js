/**
 * S2: guesses against gradient steps, with two weights and with 650.
 * @module
 */

import { formatCount, formatShare } from "../../../core/shared/format.js";
import { raceAnswer } from "../../../core/lesson/answers.js";
import { dimensionLab } from "../../../core/lesson/labs.js";
import { seedAfter } from "../../../core/shared/limits.js";
import { guessesState, raceState, stepsState } from "../../../core/lesson/trainings.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";
import { classifiersLink } from "../links.js";
import { Redraw } from "../redraw.js";
import { endLosses, formatLoss, PathsFigure, provide } from "../paths-figure.js";
import { accuracyOf, provideTraining, trainingBar } from "../training-bars.js";

/** @typedef {import("../../classifiers/session.js").Session} Training */
/** @typedef {{guesses: Training, steps: Training}} Race */
/** @typedef {import("../../landscapes/session.js").Session} Session */

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const { Plotly, session } = await provide(place, dimensionLab(await place.catalogue()));
  const { seed } = session.lab;
  const [guesses, steps] = await Promise.all(
    [guessesState(seed), stepsState(seed)].map((state) => provideTraining(place, state)),
  );
  return new Dimension(Plotly, place, session, { guesses, steps });
}

/** Shows paths with two weights at the left, and accuracies with 650 weights at the right. */
class Dimension extends PathsFigure {
  /**
   * @param {any} Plotly
   * @param {import("../figure.js").Place} place
   * @param {Session} session
   * @param {Race} race
   */
  constructor(Plotly, place, session, race) {
    const few = create("div", {}, create("p", { class: "half-name" }, t("lesson.s2.few")));
    const bars = create("ol", { class: "bars" });
    const lab = create("a", {}, t("lesson.s2.lab"));
    const many = create("div", {}, create("p", { class: "half-name" }, t("lesson.s2.many")), bars, lab);
    place.stage.append(create("div", { class: "halves" }, few, many));
    const trouble = (/** @type {Error | null} */ problem) => place.trouble(problem, () => this.tryAgain());
    super(Plotly, { ...place, stage: few, trouble }, session, () => outcomeOf(session, race));
    this.trainings = Object.values(race);
    this.bars = new Redraw(() => bars.replaceChildren(...raceBars(race)));
    for (const training of this.trainings) {
      training.addEventListener("problem", () => trouble(training.problem));
      training.addEventListener("history", () => {
        this.bars.soon();
        this.follow();
      });
    }
    const link = () => (lab.href = classifiersLink(raceState(race.guesses.state.seed)));
    race.guesses.addEventListener("state", link);
    const again = create("button", { type: "button", class: "quiet" }, t("lesson.s2.again"));
    again.addEventListener("click", () => this.guessAgain());
    place.controls.append(create("div", { class: "figure-row" }, again));
    link();
    this.bars.soon();
  }

  /** @override */
  play() {
    super.play();
    this.train();
  }

  /** @override */
  finish() {
    super.finish();
    this.train();
  }

  train() {
    for (const training of this.trainings) training.train();
  }

  /** Repeat the computations that failed. */
  tryAgain() {
    if (!this.map.picture) this.map.load();
    if (this.session.problem) this.session.play();
    for (const training of this.trainings) if (training.problem) training.train();
  }

  guessAgain() {
    const seed = seedAfter(this.session.lab.seed, this.session.catalogue.limits.seed);
    for (const training of this.trainings) training.change((state) => ({ ...state, seed }));
    this.train();
    this.session.changeAndPlay((lab) => ({ ...lab, seed }));
  }

  /**
   * @override
   * @param {boolean} visible
   */
  setVisible(visible) {
    super.setVisible(visible);
    this.bars.setVisible(visible);
  }

  /**
   * Wait until both races have ended before reporting the outcome.
   * @override
   */
  follow() {
    if (this.trainings.every(({ history }) => history.done)) super.follow();
  }
}

/** @param {Race} race */
function raceBars({ guesses, steps }) {
  return [
    trainingBar(t("rule.random_search.name"), guesses, "draws"),
    trainingBar(t("rule.gradient_descent.name"), steps, "steps"),
  ];
}

/**
 * @param {Session} session
 * @param {Race} race
 * @returns {import("../figure.js").Outcome}
 */
function outcomeOf(session, { guesses, steps }) {
  const [step, guess] = endLosses(session);
  const [guessAccuracy, stepAccuracy] = [guesses, steps].map(({ history }) => accuracyOf(history.paths[0]));
  return {
    answer: raceAnswer({ guess, step }, { guess: guessAccuracy, step: stepAccuracy }),
    values: {
      few: formatCount(session.lab.steps),
      guess: formatLoss(guess),
      step: formatLoss(step),
      many: formatCount(guesses.history.stepsOf(0)),
      guess_accuracy: formatShare(guessAccuracy),
      step_accuracy: formatShare(stepAccuracy),
    },
  };
}
