/**
 * What a rule or search is called.
 * @module
 */

import { t } from "../words.js";

/**
 * @param {Pick<import("../core/shared/optimizers.js").Optimizer, "rule" | "base">} optimizer
 * @returns {string} for example "Adam, edited"
 */
export function ruleName({ rule, base }) {
  return base === null ? t(`rule.${rule}.name`) : t("runner.edited", { name: t(`rule.${base}.name`) });
}
