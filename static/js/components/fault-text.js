/**
 * What is wrong with a typed text, in words.
 * @module
 */

import { t } from "../words.js";
import { wordAt } from "./code-field.js";

/**
 * @param {import("../core/shared/text-checker.js").Fault} fault
 * @param {string} text
 * @returns {string} what happened, where, and what works
 */
export function faultText({ position, code, values }, text) {
  const lines = text.slice(0, position).split("\n");
  const column = lines[lines.length - 1].length + 1;
  const where = text.trim().includes("\n")
    ? t("fault.at_line", { line: lines.length, position: column })
    : t("fault.at", { position: column });
  return t(`fault.${code}`, { ...values, where, word: wordAt(text, position).trim() });
}
