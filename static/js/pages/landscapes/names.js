/**
 * What things are called on the page.
 * @module
 */

import { t } from "../../words.js";
import { ruleName } from "../rule-name.js";

/**
 * @param {Pick<import("../../core/landscapes/state.js").Optimizer, "rule" | "base" | "gradient">} optimizer
 * @returns {string} for example "Momentum, numeric"
 */
export function optimizerName(optimizer) {
  const name = ruleName(optimizer);
  const { kind } = optimizer.gradient;
  return kind === "analytic" ? name : t(`runner.with_${kind}`, { name });
}
