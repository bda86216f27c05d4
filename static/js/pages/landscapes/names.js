/**
 * What things are called on the page.
 * @module
 */

import { t } from "../../words.js";

/**
 * @param {Pick<import("../../core/state.js").Optimizer, "rule" | "gradient">} optimizer
 * @returns {string} for example "Momentum, numeric"
 */
export function optimizerName({ rule, gradient }) {
  const name = t(`rule.${rule}.name`);
  return gradient.kind === "analytic" ? name : t(`runner.with_${gradient.kind}`, { name });
}
