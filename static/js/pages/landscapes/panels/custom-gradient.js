/**
 * The two fields of a custom gradient, with a button that inserts a mistake.
 * @module
 */

import { createCodeField, faultText } from "../../../components/code-field.js";
import { placeOf, TextChecker } from "../../../core/shared/text-checker.js";
import { wrongGradient } from "../../../core/shared/gradient-check.js";
import { expressionWithValues } from "../../../core/landscapes/custom-surface.js";
import { create } from "../../../document/dom.js";
import { t } from "../../../document/words.js";

/** @typedef {import("../../../core/shared/text-checker.js").Derived} Derived */
/** @typedef {import("../../../core/shared/text-checker.js").Fault} Fault */
/** @typedef {import("../session.js").Session} Session */

const VARIABLES = ["x", "y"];
const FIELDS = ["gradient[0]", "gradient[1]"];

export class CustomGradient {
  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    this.fields = VARIABLES.map((variable, index) =>
      createCodeField({
        label: t("check.slope", { variable }),
        value: "",
        rows: 1,
        maxLength: session.catalogue.limits.expression_length,
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
    this.note = create("p", { class: "fault", role: "alert" });
    const actions = create("div", { class: "actions" }, this.derive, this.wrong, this.ours);
    this.element = create("div", { class: "panel-content" }, this.entries, actions, this.note);
  }

  /** @returns {string[]} */
  get texts() {
    return this.fields.map(({ area }) => area.value);
  }

  /** Show the current choice. */
  show() {
    const { gradient } = this.session.lab;
    this.entries.hidden = this.ours.hidden = gradient === null;
    this.derive.hidden = gradient !== null;
    gradient?.forEach((text, index) => {
      if (document.activeElement !== this.fields[index].area) this.fields[index].show(text);
    });
  }

  /**
   * Show a fault that the server found in a field.
   * @param {import("../../../core/shared/requests.js").FieldError} error
   * @returns {boolean} whether the fault is in one of these fields
   */
  take({ location, position, code, values }) {
    const field = this.fields[FIELDS.indexOf(location)];
    if (!field || code === undefined) return false;
    const text = field.area.value;
    const at = placeOf(text, position ?? 0);
    field.fault(at, faultText({ position: at, code, values: values ?? {} }, text));
    return true;
  }

  /** Remove all faults. */
  clear() {
    for (const field of this.fields) if (field.area.ariaInvalid) field.clear();
  }

  /** @param {string[] | null} gradient */
  choose(gradient) {
    this.session.change((lab) => ({ ...lab, gradient }));
  }

  /**
   * Fill the fields, starting from the right gradient.
   * @param {(gradient: string[]) => string[]} change
   */
  async fill(change) {
    const { surface, lab } = this.session;
    /** @type {TextChecker<Derived>} */
    const checker = new TextChecker("/api/expressions", "expression");
    const outcome = await checker.check(expressionWithValues(surface, lab.surfaceSettings));
    const gradient = outcome?.answer?.gradient.flatMap(({ expression }) => expression ?? []) ?? [];
    const complete = gradient.length === VARIABLES.length;
    this.note.textContent = complete ? "" : t(outcome?.answer ? "own_loss.too_long" : "banner.connection_lost");
    if (complete) this.choose(change(gradient));
  }
}
