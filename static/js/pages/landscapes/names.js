/**
 * What things are called on the page.
 * @module
 */

import { t } from "../../words.js";

/**
 * @param {Pick<import("../../core/state.js").Optimizer, "rule" | "base" | "gradient">} optimizer
 * @returns {string} for example "Momentum, numeric"
 */
export function optimizerName({ rule, base, gradient }) {
  const name = base === null ? t(`rule.${rule}.name`) : t("runner.edited", { name: t(`rule.${base}.name`) });
  return gradient.kind === "analytic" ? name : t(`runner.with_${gradient.kind}`, { name });
}
