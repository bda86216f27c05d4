/**
 * Maps for tests in Python.
 * @module
 */

import { lossScaleOf, scaledLosses } from "../../static/js/core/maps/loss-scale.js";
import { lightOf, mapPixels } from "../../static/js/core/maps/map-pixels.js";
import { CASING_WIDTH, PATH_WIDTH } from "../../static/js/core/shared/line-styles.js";
import { rampOf } from "../../static/js/core/maps/map-tones.js";

/**
 * @param {import("../../static/js/core/landscapes/client.js").Landscape} landscape
 * @param {import("../../static/js/core/shared/line-styles.js").Theme} theme
 * @param {import("../../static/js/core/shared/projection.js").Size} size
 * @returns {number[]} red, green, blue and opacity of each pixel of the map, row by row from the top
 */
export function mapOf({ x, y, loss }, theme, size) {
  const lossScale = lossScaleOf(loss);
  const grid = { x, y, values: scaledLosses(loss, lossScale) };
  const light = lightOf(grid, lossScale.highest, size);
  return [...mapPixels(grid, lossScale.highest, rampOf(theme), light, size)];
}

/**
 * @param {import("../../static/js/core/shared/line-styles.js").Theme} theme
 * @returns {number[][]}
 */
export function ramp(theme) {
  return rampOf(theme);
}

/** @returns {{path: number, casing: number}} pixels */
export function widths() {
  return { path: PATH_WIDTH, casing: CASING_WIDTH };
}
