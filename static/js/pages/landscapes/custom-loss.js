/**
 * The field of a custom loss. It is checked and drawn while it is typed, with its gradient and Hessian below.
 * @module
 */

import { createCodeField, faultText } from "../../components/code-field.js";
import { breakableMath } from "../../components/mathml.js";
import { TextChecker } from "../../core/shared/text-checker.js";
import { EXAMPLE_EXPRESSION } from "../../core/landscapes/custom-surface.js";
import { withExpression } from "../../core/landscapes/state.js";
import { byId, create } from "../../document/dom.js";
import { t } from "../../document/words.js";

/** @typedef {import("../../core/shared/text-checker.js").Derived} Derived */
/** @typedef {import("../../core/shared/text-checker.js").Printed} Printed */
/** @typedef {import("./session.js").Session} Session */

const TYPING_MILLISECONDS = 120;
const ROWS = 3;

export class CustomLoss {
  /** @param {Session} session */
  constructor(session) {
    this.session = session;
    /** @type {TextChecker<Derived>} */
    this.checker = new TextChecker("/api/expressions", "expression");
    this.timer = 0;
    /** @type {string | null} text whose derivatives are shown */
    this.shown = null;
    this.element = byId("own-loss");
    this.field = createCodeField({
      label: t("own_loss.label"),
      value: "",
      rows: ROWS,
      maxLength: session.catalogue.limits.expression_length,
      placeholder: EXAMPLE_EXPRESSION,
      onInput: (text) => this.typed(text),
    });
    this.offer = create("button", { type: "button", class: "quiet offer" }, t("own_loss.offer"));
    this.offer.addEventListener("click", () => {
      this.field.show(EXAMPLE_EXPRESSION);
      this.typed(EXAMPLE_EXPRESSION);
      this.field.area.focus();
    });
    this.derived = create("div", { class: "derived" });
    this.element.append(this.field.element, this.offer, this.derived);
  }

  /** Show the custom expression, or hide the field if a surface of the catalogue is chosen. */
  show() {
    const { expression } = this.session.lab;
    this.element.hidden = expression === null;
    if (expression === null) return this.settle();
    if (document.activeElement === this.field.area || expression === this.shown) return;
    this.field.show(expression);
    this.shown = expression;
    this.check(expression);
  }

  /** @param {string} text */
  typed(text) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.check(text), TYPING_MILLISECONDS);
  }

  /**
   * Check a text. If it is a valid loss, show its derivatives and run on it.
   * @param {string} text
   */
  async check(text) {
    this.offer.hidden = text.trim() !== "";
    const outcome = await this.checker.check(text);
    if (!outcome || this.session.lab.expression === null) return;
    const { answer, fault } = outcome;
    byId("stage").classList.toggle("stale", fault !== null);
    if (fault) return this.field.fault(fault.position, faultText(fault, text));
    this.field.clear();
    this.shown = text;
    this.showDerived(answer);
    const { lab } = this.session;
    if (text !== lab.expression) this.session.change((now) => withExpression(now, text, this.session.surface.view));
  }

  /** @param {Derived} derived */
  showDerived({ formula, gradient, hessian }) {
    byId("surface-formula").replaceChildren(...printed(formula));
    const [[xx, xy], [, yy]] = hessian;
    this.derived.replaceChildren(
      list(t("own_loss.gradient"), [
        ["∂L/∂x", gradient[0]],
        ["∂L/∂y", gradient[1]],
      ]),
      list(t("own_loss.hessian"), [
        ["∂²L/∂x²", xx],
        ["∂²L/∂x∂y", xy],
        ["∂²L/∂y²", yy],
      ]),
    );
  }

  /** Cancel the check of a text. */
  settle() {
    clearTimeout(this.timer);
    this.checker.cancel();
    this.shown = null;
    byId("stage").classList.remove("stale");
  }
}

/**
 * @param {string} heading
 * @param {[string, Printed][]} entries
 */
function list(heading, entries) {
  const rows = entries.map(([name, value]) =>
    create("div", {}, create("dt", {}, name), create("dd", { class: "formula", tabindex: 0 }, ...printed(value))),
  );
  return create(
    "details",
    { open: heading === t("own_loss.gradient") },
    create("summary", {}, heading),
    create("dl", {}, ...rows),
  );
}

/**
 * @param {Printed} value
 * @returns {(Node | string)[]}
 */
function printed({ mathml }) {
  return mathml === null ? [t("own_loss.too_long")] : breakableMath(mathml);
}
