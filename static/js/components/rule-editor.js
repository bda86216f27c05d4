/**
 * An editor for the lines of a custom rule. They are checked as the visitor types, and can run against the built-in
 * rule from which they started.
 * @module
 */

import { TextChecker } from "../core/shared/text-checker.js";
import { changedLines } from "../core/shared/custom-rule.js";
import { create } from "../document/dom.js";
import { t } from "../document/words.js";
import { createCodeField, faultText } from "./code-field.js";
import { mathElement } from "./mathml.js";

/** @typedef {import("../core/shared/text-checker.js").CheckedRule} CheckedRule */

const TYPING_MILLISECONDS = 200;
const ROWS = 6;

/**
 * @typedef {object} RuleEditorOptions
 * @property {string} source
 * @property {number} maxLength in characters
 * @property {string | null} before the lines from which it started; null if there are none
 * @property {(source: string) => void} onChange called with each valid rule
 * @property {(() => void) | null} race adds the built-in rule from which it started
 */

/**
 * @param {RuleEditorOptions} options
 * @returns {{element: HTMLElement, update: (source: string) => void}} `update` shows lines that were changed elsewhere
 */
export function createRuleEditor({ source: initial, maxLength, before, onChange, race }) {
  let source = initial;
  /** @type {TextChecker<CheckedRule>} */
  const checker = new TextChecker("/api/rules", "source");
  const formula = create("div", { class: "formula" });
  let timer = 0;
  const field = createCodeField({
    label: t("rule_editor.label"),
    value: source,
    rows: ROWS,
    maxLength,
    onInput: (text) => {
      mark(text);
      clearTimeout(timer);
      timer = window.setTimeout(() => check(text), TYPING_MILLISECONDS);
    },
  });
  field.area.dataset.focus = "source";
  const element = create("div", { class: "rule-editor" }, field.element, formula);
  if (race) {
    const button = create("button", { type: "button", class: "quiet", "data-focus": "race" }, t("rule_editor.race"));
    button.addEventListener("click", race);
    element.append(button);
  }
  element.append(create("p", { class: "meaning" }, t("rule_editor.names")));
  mark(source);
  check(source);

  /** @param {string} text */
  function mark(text) {
    field.markChanged(before === null ? [] : changedLines(text, before));
  }

  /** @param {string} text */
  async function check(text) {
    const outcome = await checker.check(text);
    if (!outcome) return;
    const { answer, fault } = outcome;
    if (fault) return field.fault(fault.position, faultText(fault, text));
    field.clear();
    formula.replaceChildren(mathElement(answer.formula));
    const isNew = text !== source;
    source = text;
    if (isNew) onChange(text);
  }

  /** @param {string} next */
  function update(next) {
    if (next === source) return;
    clearTimeout(timer);
    source = next;
    field.show(next);
    mark(next);
    check(next);
  }

  return { element, update };
}
