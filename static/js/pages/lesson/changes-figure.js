/**
 * A figure that changes a picture to show what a feature keeps.
 * @module
 */

import { bindChoice, createChoice } from "../../components/choice.js";
import { create } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { featuresLink } from "./links.js";
import { Slides } from "./slides.js";

/** @typedef {"as_is" | "shuffled" | "half"} Change */
/** @typedef {import("./figure.js").Outcome} Outcome */
/** @typedef {import("./figure.js").Figure} Figure */
/** @typedef {import("./figure.js").Place} Place */

/**
 * @typedef {object} Presentation what the figure shows of a feature
 * @property {Partial<import("../../core/features/state.js").FeaturesState>} lab the state of the features lab
 * @property {Change[]} changes changes in the order of the buttons; the figure plays the first two
 * @property {Outcome} outcome
 * @property {(change: Change) => string} show shows the changed picture, and returns what it has in common with the original
 * @property {() => void} recolour
 */

const SLIDE_MILLISECONDS = 1200;
/** The number of changes that are played: the unchanged picture and the first change. */
const SHOWN = 2;

/** @implements {Figure} */
export class ChangesFigure {
  /**
   * @param {Place} place
   * @param {Presentation} presentation
   */
  constructor(place, presentation) {
    const { changes, outcome } = presentation;
    this.place = place;
    this.presentation = presentation;
    this.said = create("p", { class: "said", "aria-live": "polite" });
    const choice = createChoice(
      `${place.code}-change`,
      t("picture_panel.change"),
      changes.map((change) => [change, t(`change.${change}`)]),
    );
    this.choose = bindChoice(choice, (change) => {
      this.slides.stop();
      this.go(/** @type {Change} */ (change));
    });
    this.slides = new Slides(
      SLIDE_MILLISECONDS,
      (slide) => this.go(changes[slide]),
      () => place.report(outcome),
    );
    place.controls.append(choice, this.said);
    this.go("as_is");
  }

  play() {
    this.slides.play(SHOWN);
  }

  finish() {
    this.slides.finish(SHOWN);
  }

  /** @param {boolean} visible */
  setVisible(visible) {
    this.slides.setVisible(visible);
  }

  recolour() {
    this.presentation.recolour();
  }

  /** @param {Change} change */
  go(change) {
    this.choose(change);
    this.place.link(featuresLink({ ...this.presentation.lab, change }));
    const common = this.presentation.show(change);
    this.said.textContent = change === "as_is" ? "" : t("comparison.original", { text: common });
  }
}
