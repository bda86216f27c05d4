/**
 * A section of the lesson. It asks what will happen, runs its figure, and says what has happened.
 * @module
 */

import { ServerProblem } from "../../core/shared/requests.js";
import { create } from "../../document/dom.js";
import { hasWords, t } from "../../document/words.js";
import { isServerTrouble, problemText } from "../shared/banner.js";

/** @typedef {import("./figure.js").Figure} Figure */
/** @typedef {import("./figure.js").OpenFigure} OpenFigure */
/** @typedef {import("./figure.js").Outcome} Outcome */
/** @typedef {Pick<import("./figure.js").Place, "plotly" | "catalogue" | "datasets">} Provisions */

/** How long a figure waits for an answer before it runs automatically. */
const PATIENCE_MILLISECONDS = 8000;
/** How long an answer may still be changed, as when arrow keys move through the options. */
const DECIDED_MILLISECONDS = 1200;

const reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)");

export class Chapter {
  /**
   * @param {HTMLElement} element
   * @param {() => Promise<OpenFigure>} load loads the code of its figure
   * @param {Provisions} provisions
   */
  constructor(element, load, provisions) {
    this.element = element;
    this.load = load;
    this.provisions = provisions;
    const part = (/** @type {string} */ name) =>
      /** @type {HTMLElement} */ (element.querySelector(`[class~="${name}"]`));
    this.prediction = /** @type {HTMLFieldSetElement} */ (part("prediction"));
    this.showMe = /** @type {HTMLButtonElement} */ (part("show-me"));
    this.stage = part("figure-stage");
    this.waiting = part("waiting");
    this.controls = part("figure-controls");
    this.verdict = part("verdict");
    this.trouble = part("figure-trouble");
    this.toLab = /** @type {HTMLAnchorElement} */ (part("open-lab"));
    /** Resolves to null if the figure could not be opened. @type {Promise<Figure | null> | null} */
    this.figure = null;
    /** Whether the question can no longer be answered. */
    this.begun = false;
    this.visible = false;
    /** The visitor's answer, which may have been chosen before any script ran. */
    this.guess = /** @type {HTMLInputElement | null} */ (this.prediction.querySelector("input:checked"))?.value ?? "";
    this.patience = 0;
    /**
     * Whether the visitor has interacted with the section. Then nothing runs automatically before there is an answer.
     */
    this.pondered = false;
    this.retry = 0;
    this.prediction.addEventListener("change", ({ target }) => {
      this.guess = /** @type {HTMLInputElement} */ (target).value;
      this.beginIn(DECIDED_MILLISECONDS);
    });
    this.showMe.addEventListener("click", () => this.begin());
    this.prediction.addEventListener("focusin", () => this.ponder());
    for (const tried of [this.stage, this.controls])
      for (const event of ["pointerdown", "keydown"]) tried.addEventListener(event, () => this.ponder());
  }

  /** Prepare the figure. Called when the section comes near. */
  approach() {
    this.figure ??= this.open();
  }

  /** @returns {Promise<Figure | null>} */
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
        report: (outcome) => this.report(outcome),
        stale: () => this.verdict.classList.add("stale"),
        busy: (busy) => this.waiting.classList.toggle("busy", busy),
        link: (link) => (this.toLab.href = link),
        trouble: (problem, again) => this.reportTrouble(problem, again),
      });
    } catch (error) {
      this.reportTrouble(/** @type {Error} */ (error), () => this.openAgain());
      return null;
    }
  }

  async openAgain() {
    this.figure = this.open();
    const figure = await this.figure;
    figure?.setVisible(this.visible);
    if (this.begun && figure) run(figure);
  }

  /**
   * Called when the section becomes visible or invisible.
   * @param {boolean} visible
   */
  async setVisible(visible) {
    if (visible === this.visible) return;
    this.visible = visible;
    this.stopWaiting();
    this.approach();
    const figure = await this.figure;
    if (visible !== this.visible) return;
    figure?.setVisible(visible);
    if (!visible || this.begun) return;
    if (reducedMotion.matches || this.guess !== "") return this.begin();
    if (this.pondered) return;
    this.showMe.classList.add("soon");
    this.beginIn(PATIENCE_MILLISECONDS);
  }

  /** @param {number} milliseconds */
  beginIn(milliseconds) {
    clearTimeout(this.patience);
    this.patience = window.setTimeout(() => this.begin(), milliseconds);
  }

  /** Cancel the automatic start. */
  stopWaiting() {
    clearTimeout(this.patience);
    this.showMe.classList.remove("soon");
  }

  ponder() {
    this.pondered = true;
    if (this.guess === "") this.stopWaiting();
  }

  /** Run the figure for the first time. From now on the visitor controls it. */
  async begin() {
    this.close();
    this.approach();
    const figure = await this.figure;
    if (figure) run(figure);
  }

  /** Close the question, because the answer is about to be shown. */
  close() {
    this.begun = true;
    this.stopWaiting();
    this.prediction.disabled = true;
    this.showMe.classList.add("gone");
  }

  /**
   * Say what has happened, and whether the visitor expected it.
   * @param {Outcome} outcome
   */
  report({ answer, values }) {
    if (!this.begun) this.close();
    const key = `lesson.${this.element.id}`;
    const happened = [`${key}.result`, `${key}.moral.${answer}`].filter(hasWords).map((text) => t(text, values));
    const said = answer === null ? [] : this.comment(answer, key);
    this.verdict.replaceChildren(...said, happened.join(" "));
    this.verdict.classList.remove("stale");
  }

  /**
   * Mark the option that is right.
   * @param {string} answer
   * @param {string} key prefix of the keys of the section's words
   * @returns {(Node | string)[]} whether the visitor's answer was right
   */
  comment(answer, key) {
    for (const option of this.prediction.querySelectorAll("input"))
      /** @type {HTMLElement} */ (option.parentElement).classList.toggle("came-true", option.value === answer);
    const right = this.guess === answer;
    this.verdict.classList.toggle("right", right);
    if (this.guess === "") return [];
    return [
      create(
        "strong",
        {},
        right ? t("lesson.said_right") : t("lesson.said_wrong", { guess: t(`${key}.option.${this.guess}`) }),
      ),
      " ",
    ];
  }

  /**
   * Show a problem until it is solved, with a button to try again. The page tries again automatically if the server
   * says when.
   * @param {Error | null} problem
   * @param {() => void} [again]
   */
  reportTrouble(problem, again = () => {}) {
    clearTimeout(this.retry);
    this.trouble.replaceChildren();
    if (!problem) return;
    const tryAgain = () => {
      this.reportTrouble(null);
      again();
    };
    const button = create("button", { type: "button", class: "quiet" }, t("banner.try_again"));
    button.addEventListener("click", tryAgain);
    this.trouble.append(isServerTrouble(problem) ? problemText(problem) : t("lesson.broken"), " ", button);
    if (problem instanceof ServerProblem && problem.retryAfter)
      this.retry = window.setTimeout(tryAgain, 1000 * problem.retryAfter);
  }
}

/** @param {Figure} figure */
function run(figure) {
  if (reducedMotion.matches) figure.finish();
  else figure.play();
}
