/**
 * A section of the lesson: it asks what will happen, lets its figure run, and says what did.
 * @module
 */

import { ServerProblem } from "../../core/stream.js";
import { create } from "../../dom.js";
import { t } from "../../words.js";
import { isServerTrouble, problemText } from "../banner.js";

/** @typedef {import("./figure.js").Figure} Figure */
/** @typedef {import("./figure.js").OpenFigure} OpenFigure */
/** @typedef {import("./figure.js").Outcome} Outcome */
/** @typedef {Pick<import("./figure.js").Place, "plotly" | "catalogue">} Provisions */

/** How long a figure waits for an answer before it runs by itself. */
const PATIENCE_MILLISECONDS = 8000;

const still = window.matchMedia("(prefers-reduced-motion: reduce)");

export class Chapter {
  /**
   * @param {HTMLElement} element
   * @param {() => Promise<OpenFigure>} load its figure's code
   * @param {Provisions} provisions
   */
  constructor(element, load, provisions) {
    this.element = element;
    this.load = load;
    this.provisions = provisions;
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (element.querySelector(`[class~="${name}"]`));
    this.prediction = /** @type {HTMLFieldSetElement} */ (part("prediction"));
    this.showMe = /** @type {HTMLButtonElement} */ (part("show-me"));
    this.stage = part("figure-stage");
    this.controls = part("figure-controls");
    this.verdict = part("verdict");
    this.toLab = /** @type {HTMLAnchorElement} */ (part("open-lab"));
    /** @type {Promise<Figure> | null} */
    this.figure = null;
    this.begun = false;
    this.seen = false;
    /** May have been chosen before any script ran. */
    this.guess = /** @type {HTMLInputElement | null} */ (this.prediction.querySelector("input:checked"))?.value ?? "";
    this.patience = 0;
    this.retry = 0;
    this.prediction.addEventListener("change", ({ target }) => {
      this.guess = /** @type {HTMLInputElement} */ (target).value;
      this.begin();
    });
    this.showMe.addEventListener("click", () => this.begin());
  }

  /** Called when it comes near: get the figure ready. */
  approach() {
    this.figure ??= this.open();
  }

  /** @returns {Promise<Figure>} */
  async open() {
    try {
      const open = await this.load();
      this.stage.replaceChildren();
      this.controls.replaceChildren();
      return await open({
        ...this.provisions,
        code: this.element.id,
        stage: this.stage,
        controls: this.controls,
        tell: (outcome) => this.tell(outcome),
        link: (link) => (this.toLab.href = link),
        trouble: (problem, again) => this.trouble(problem, again),
      });
    } catch (error) {
      this.figure = null;
      this.trouble(/** @type {Error} */ (error), () => this.approach());
      throw error;
    }
  }

  /**
   * Called when more or less than half of it comes into view.
   * @param {boolean} seen
   */
  async see(seen) {
    if (seen === this.seen) return;
    this.seen = seen;
    clearTimeout(this.patience);
    this.showMe.classList.remove("soon");
    this.approach();
    const figure = await /** @type {Promise<Figure>} */ (this.figure);
    if (seen !== this.seen) return;
    figure.see(seen);
    if (!seen || this.begun) return;
    if (still.matches || this.guess !== "") return this.begin();
    this.showMe.classList.add("soon");
    this.patience = window.setTimeout(() => this.begin(), PATIENCE_MILLISECONDS);
  }

  /** Let the figure run for the first time. From now on it is the visitor's. */
  async begin() {
    if (this.begun) return;
    this.begun = true;
    clearTimeout(this.patience);
    this.prediction.disabled = true;
    this.showMe.classList.add("gone");
    this.approach();
    const figure = await /** @type {Promise<Figure>} */ (this.figure);
    if (still.matches) figure.finish();
    else figure.play();
  }

  /**
   * Say what happened beside what was expected.
   * @param {Outcome} outcome
   */
  tell({ answer, values }) {
    const key = `lesson.${this.element.id}`;
    for (const option of this.prediction.querySelectorAll("input")) {
      const label = /** @type {HTMLElement} */ (option.parentElement);
      label.classList.toggle("came-true", option.value === answer);
    }
    const said = this.guess === "" ? "" : this.guess === answer ? t("lesson.said_right") : t("lesson.said_wrong", { guess: t(`${key}.option.${this.guess}`) });
    this.verdict.classList.toggle("right", this.guess === answer);
    this.verdict.replaceChildren(...(said ? [create("strong", {}, said), " "] : []), t(`${key}.result.${answer}`, values));
  }

  /**
   * @param {Error | null} problem
   * @param {() => void} [again]
   */
  trouble(problem, again) {
    clearTimeout(this.retry);
    this.verdict.classList.toggle("trouble", problem !== null);
    if (!problem) return;
    const text = isServerTrouble(problem) ? problemText(problem) : t("lesson.broken");
    const button = create("button", { type: "button", class: "quiet" }, t("banner.try_again"));
    button.addEventListener("click", () => {
      clearTimeout(this.retry);
      this.verdict.replaceChildren();
      again?.();
    });
    if (problem instanceof ServerProblem && problem.retryAfter) this.retry = window.setTimeout(() => button.click(), 1000 * problem.retryAfter);
    this.verdict.replaceChildren(text, " ", button);
  }
}
