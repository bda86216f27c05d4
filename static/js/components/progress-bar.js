/**
 * The progress of a panel's work as a thin bar. After a second it offers to cancel.
 * @module
 */

import { create } from "../document/dom.js";
import { t } from "../document/words.js";

const PATIENCE_MILLISECONDS = 1000;

export class ProgressBar {
  /** @param {() => void} cancel */
  constructor(cancel) {
    this.button = create("button", { type: "button", class: "quiet", hidden: true }, t("waiting.cancel"));
    this.button.addEventListener("click", cancel);
    this.element = create(
      "div",
      { class: "waiting" },
      create("div", { class: "track" }, create("div", { class: "progress" })),
      this.button,
    );
    this.timer = 0;
  }

  begin() {
    clearTimeout(this.timer);
    this.element.classList.remove("measured");
    this.element.classList.add("busy");
    this.timer = window.setTimeout(() => (this.button.hidden = false), PATIENCE_MILLISECONDS);
  }

  /** @param {number} share of the work that is done, from 0 to 1 */
  show(share) {
    this.element.classList.add("measured");
    this.element.style.setProperty("--share", String(share));
  }

  end() {
    clearTimeout(this.timer);
    this.element.classList.remove("busy");
    this.button.hidden = true;
  }
}
