/**
 * What data sets are called: those that are always there have a name in each language.
 * @module
 */

import { t } from "../words.js";

const KNOWN = ["digits", "patches", "textures", "spirals", "moons", "circles", "cifar10"];

/**
 * @param {string} id
 * @param {string} name of one that is uploaded
 */
export function datasetName(id, name) {
  return KNOWN.includes(id) ? t(`dataset.${id}`) : name;
}
