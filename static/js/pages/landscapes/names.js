/**
 * The names of optimizers.
 * @module
 */

import { t } from "../../document/words.js";
import { ruleName } from "../shared/names.js";

/**
 * @param {Pick<import("../../core/landscapes/state.js").Optimizer, "rule" | "base" | "gradient">} optimizer
 * @returns {string} for example "Momentum, numeric"
 */
export function optimizerName(optimizer) {
  const name = ruleName(optimizer);
  const { kind } = optimizer.gradient;
  return kind === "analytic" ? name : t(`runner.with_${kind}`, { name });
}
