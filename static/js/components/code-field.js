/**
 * A few lines of the formula language to type. A fault is underlined where it is, and changed lines are marked at the
 * left.
 *
 * Behind the text area lies a copy of its text, in the same font and with the same line breaks, that carries the marks.
 * @module
 */

import { quotable } from "../core/shared/characters.js";
import { create } from "../document/dom.js";
import { t } from "../document/words.js";

/**
 * @typedef {object} CodeFieldOptions
 * @property {string} label
 * @property {string} value
 * @property {number} rows the number of rows before the field scrolls
 * @property {number} maxLength characters
 * @property {string} [placeholder]
 * @property {(text: string) => void} onInput called with each change
 */

/**
 * @typedef {object} CodeField
 * @property {HTMLElement} element
 * @property {HTMLTextAreaElement} area
 * @property {(text: string) => void} show shows a text that was chosen elsewhere
 * @property {(position: number, sentence: string) => void} fault
 * @property {() => void} clear the fault
 * @property {(changed: boolean[]) => void} markChanged one for each line
 */

let count = 0;

/**
 * @param {CodeFieldOptions} options
 * @returns {CodeField}
 */
export function createCodeField({ label, value, rows, maxLength, placeholder, onInput }) {
  const id = `code-${(count += 1)}`;
  const area = create("textarea", {
    id,
    rows,
    maxlength: maxLength,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    "aria-label": label,
    placeholder: placeholder ?? false,
  });
  const copy = create("div", { class: "code-copy", "aria-hidden": "true" });
  const sentence = create("p", { class: "fault", id: `${id}-fault`, role: "status" });
  const element = create("div", { class: "code-field" }, create("div", { class: "code-box" }, copy, area), sentence);
  /** @type {number | null} */
  let faultAt = null;
  /** @type {boolean[]} */
  let changed = [];
  area.value = value;
  draw();

  area.addEventListener("input", () => {
    faultAt = null;
    draw();
    onInput(area.value);
  });
  area.addEventListener("scroll", () => {
    copy.scrollTop = area.scrollTop;
    copy.scrollLeft = area.scrollLeft;
  });

  function draw() {
    let start = 0;
    copy.replaceChildren(
      ...area.value.split("\n").map((line, index) => {
        const at = faultAt !== null && faultAt >= start && faultAt <= start + line.length ? faultAt - start : null;
        start += line.length + 1;
        return lineElement(line, at, changed[index] ?? false);
      }),
    );
  }

  return {
    element,
    area,
    show(text) {
      if (text !== area.value) area.value = text;
      draw();
    },
    fault(position, text) {
      faultAt = position;
      sentence.textContent = text;
      area.ariaInvalid = "true";
      area.setAttribute("aria-describedby", sentence.id);
      draw();
    },
    clear() {
      faultAt = null;
      sentence.textContent = "";
      area.ariaInvalid = null;
      area.removeAttribute("aria-describedby");
      draw();
    },
    markChanged(lines) {
      changed = lines;
      draw();
    },
  };
}

/**
 * @param {string} line
 * @param {number | null} at position of the fault in the line; null if it is elsewhere
 * @param {boolean} changed
 */
function lineElement(line, at, changed) {
  const element = create("div", { class: changed ? "code-line changed" : "code-line" });
  if (at === null) {
    element.append(line || "\u200b");
    return element;
  }
  const word = wordAt(line, at);
  const isSeen = word !== "" && quotable(word) === word;
  element.append(line.slice(0, at), create("mark", {}, isSeen ? word : "\u00a0"), line.slice(at + word.length));
  return element;
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {string} the name, number or operator at the position; empty at the end
 */
export function wordAt(text, at) {
  return /^(\w+|\s|\*\*|.)/u.exec(text.slice(at))?.[0] ?? "";
}

/**
 * @param {import("../core/shared/text-checker.js").Fault} fault
 * @param {string} text
 * @returns {string} a sentence that says what is wrong, where, and what is allowed
 */
export function faultText({ position, code, values }, text) {
  const lines = text.slice(0, position).split("\n");
  const column = lines[lines.length - 1].length + 1;
  const where = text.trim().includes("\n")
    ? t("fault.at_line", { line: lines.length, position: column })
    : t("fault.at", { position: column });
  return t(`fault.${code}`, { ...values, where, word: wordAt(text, position).trim() });
}
