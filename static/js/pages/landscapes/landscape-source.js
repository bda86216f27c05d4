/**
 * Fetches the landscape of a view. Only the latest request counts.
 * @module
 */

import { fetchLandscape } from "../../core/landscapes/client.js";
import { within } from "../../core/shared/limits.js";
import { objectiveOf } from "../../core/landscapes/state.js";
import { lossScaleOf } from "../../core/maps/loss-scale.js";

/** @typedef {import("../../core/landscapes/client.js").Landscape} Landscape */
/** @typedef {import("../../core/shared/projection.js").Size} Size */
/** @typedef {import("../../core/shared/projection.js").View} View */
/** @typedef {import("../../core/landscapes/state.js").Lab} Lab */

/**
 * @typedef {object} Picture a landscape ready to be drawn
 * @property {Landscape} landscape
 * @property {import("../../core/maps/loss-scale.js").LossScale} lossScale
 * @property {View} view
 */

const PIXELS_PER_CELL = 5;
const MIN_CELLS = 24;
const MAX_CELLS = 240;

export class LandscapeSource {
  /** @param {import("../../core/shared/limits.js").Limits} limits */
  constructor({ axis_count }) {
    this.counts = axis_count;
    this.abort = new AbortController();
  }

  /**
   * @param {Lab} lab
   * @param {View} view
   * @param {Size} size of the picture in pixels
   * @returns {Promise<Picture | null>} null if a later request has replaced it
   */
  async request(lab, view, { width, height }) {
    this.abort.abort();
    const { signal } = (this.abort = new AbortController());
    try {
      const landscape = await fetchLandscape(
        objectiveOf(lab),
        { ...view.x, count: within(cells(width), this.counts) },
        { ...view.y, count: within(cells(height), this.counts) },
        signal,
      );
      return { landscape, lossScale: lossScaleOf(landscape.loss), view };
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }
}

/** @param {number} pixels */
function cells(pixels) {
  return Math.min(MAX_CELLS, Math.max(MIN_CELLS, Math.round(pixels / PIXELS_PER_CELL)));
}
