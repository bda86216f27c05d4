/**
 * The names of rules and data sets in the language of the page.
 * @module
 */

import { t } from "../../document/words.js";

const KNOWN = ["digits", "patches", "textures", "spirals", "moons", "circles", "cifar10"];

/**
 * @param {Pick<import("../../core/shared/optimizers.js").Optimizer, "rule" | "base">} optimizer
 * @returns {string} for example "Adam, edited"
 */
export function ruleName({ rule, base }) {
  return base === null ? t(`rule.${rule}.name`) : t("runner.edited", { name: t(`rule.${base}.name`) });
}

/**
 * @param {string} id
 * @param {string} name name of an uploaded one
 */
export function datasetName(id, name) {
  return KNOWN.includes(id) ? t(`dataset.${id}`) : name;
}
