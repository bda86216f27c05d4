/**
 * The two fields of one's own gradient, with a mistake on offer.
 * @module
 */

import { createCodeField } from "../../components/code-field.js";
import { TextChecker } from "../../core/checked-texts.js";
import { wrongGradient } from "../../core/gradient-check.js";
import { LONGEST_EXPRESSION, typedOut } from "../../core/own-surface.js";
import { create } from "../../dom.js";
import { t } from "../../words.js";
import { faultText } from "./fault-text.js";

/** @typedef {import("../../core/checked-texts.js").Derived} Derived */
/** @typedef {import("../../core/checked-texts.js").Fault} Fault */
/** @typedef {import("./session.js").Session} Session */

const VARIABLES = ["x", "y"];

export class OwnGradient {
  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    this.fields = VARIABLES.map((variable, index) =>
      createCodeField({
        label: t("check.slope", { variable }),
        value: "",
        rows: 1,
        longest: LONGEST_EXPRESSION,
        onInput: (text) => this.choose(this.texts.with(index, text)),
      }),
    );
    this.derive = create("button", { type: "button", class: "quiet" }, t("check.own"));
    this.wrong = create("button", { type: "button", class: "quiet" }, t("check.wrong"));
    this.ours = create("button", { type: "button", class: "quiet" }, t("check.ours"));
    this.derive.addEventListener("click", () => this.fill((gradient) => gradient));
    this.wrong.addEventListener("click", () => this.fill((gradient) => wrongGradient(session.lab, gradient)));
    this.ours.addEventListener("click", () => this.choose(null));
    this.entries = create(
      "div",
      { class: "own-gradient" },
      ...this.fields.map(({ element }, index) =>
        create("div", { class: "slope" }, create("span", {}, `∂L/∂${VARIABLES[index]}`), element),
      ),
    );
    this.element = create("div", { class: "panel-content" }, this.entries, create("div", { class: "actions" }, this.derive, this.wrong, this.ours));
  }

  /** @returns {string[]} */
  get texts() {
    return this.fields.map(({ area }) => area.value);
  }

  /** Take up what is chosen. */
  show() {
    const { gradient } = this.session.lab;
    this.entries.hidden = this.ours.hidden = gradient === null;
    this.derive.hidden = gradient !== null;
    gradient?.forEach((text, index) => {
      if (document.activeElement !== this.fields[index].area) this.fields[index].show(text);
    });
  }

  /**
   * @param {number} index of the field
   * @param {Fault | null} fault
   */
  tell(index, fault) {
    const field = this.fields[index];
    if (fault) field.fault(fault.position, faultText(fault, field.area.value));
    else field.clear();
  }

  /** @param {string[] | null} gradient */
  choose(gradient) {
    this.session.change((lab) => ({ ...lab, gradient }));
  }

  /**
   * Start from our own gradient.
   * @param {(gradient: string[]) => string[]} change
   */
  async fill(change) {
    const { surface, lab } = this.session;
    /** @type {TextChecker<Derived>} */
    const checker = new TextChecker("/api/expressions", "expression");
    const outcome = await checker.check(typedOut(surface, lab.surfaceSettings));
    const gradient = outcome?.answer?.gradient.map(({ expression }) => expression ?? "0");
    if (gradient) this.choose(change(gradient));
  }
}
