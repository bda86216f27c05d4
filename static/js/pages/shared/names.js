/**
 * The names of rules and data sets in the language of the page.
 * @module
 */

import { hasWords, t } from "../../document/words.js";

/**
 * @param {Pick<import("../../core/shared/optimizers.js").Optimizer, "rule" | "base">} optimizer
 * @returns {string} for example "Adam, edited"
 */
export function ruleName({ rule, base }) {
  return base === null ? t(`rule.${rule}.name`) : t("runner.edited", { name: t(`rule.${base}.name`) });
}

/**
 * @param {string} id
 * @param {string} name its name if it is not built in
 */
export function datasetName(id, name) {
  return hasWords(`dataset.${id}`) ? t(`dataset.${id}`) : name;
}
