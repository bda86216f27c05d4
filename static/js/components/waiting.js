/**
 * A panel's work under way: a thin bar, and after a second a way out.
 * @module
 */

import { create } from "../dom.js";
import { t } from "../words.js";

const PATIENCE_MILLISECONDS = 1000;

export class Waiting {
  /** @param {() => void} cancel */
  constructor(cancel) {
    this.button = create("button", { type: "button", class: "quiet", hidden: true }, t("waiting.cancel"));
    this.button.addEventListener("click", cancel);
    this.element = create("div", { class: "waiting" }, create("div", { class: "track" }, create("div", { class: "progress" })), this.button);
    this.timer = 0;
  }

  begin() {
    clearTimeout(this.timer);
    this.element.classList.add("busy");
    this.timer = window.setTimeout(() => (this.button.hidden = false), PATIENCE_MILLISECONDS);
  }

  end() {
    clearTimeout(this.timer);
    this.element.classList.remove("busy");
    this.button.hidden = true;
  }
}
