/**
 * The logarithmic scale that maps losses to the colours of the map and to heights of the relief. It resolves the lowest
 * losses.
 * @module
 */

const SCALE_PERCENTILE = 0.015;
const CONTOURS = 14;

/**
 * @typedef {object} LossScale
 * @property {number} minimum the lowest finite loss in view
 * @property {number} scale the 1.5th percentile of the losses above that minimum
 * @property {number} highest the scaled value of the highest finite loss in view
 */

/**
 * @param {(number | null)[][]} rows losses of a landscape, null where not finite
 * @returns {LossScale}
 */
export function lossScaleOf(rows) {
  const losses = Float64Array.from(rows.flat().filter((loss) => loss !== null));
  if (losses.length === 0) return { minimum: 0, scale: 1, highest: 1 };
  losses.sort();
  const minimum = losses[0];
  const scale = losses[Math.floor(SCALE_PERCENTILE * (losses.length - 1))] - minimum;
  const range = losses[losses.length - 1] - minimum;
  const lossScale = { minimum, scale: scale || range || 1, highest: 0 };
  return { ...lossScale, highest: scaledLoss(lossScale, losses[losses.length - 1]) || 1 };
}

/**
 * @param {Pick<LossScale, "minimum" | "scale">} lossScale
 * @param {number} loss
 * @returns {number} 0 for the lowest loss in view or less
 */
export function scaledLoss({ minimum, scale }, loss) {
  return Math.log1p(Math.max(0, loss - minimum) / scale);
}

/**
 * @param {Pick<LossScale, "minimum" | "scale">} lossScale
 * @param {number} scaled
 * @returns {number} the loss whose scaled value this is
 */
export function unscaledLoss({ minimum, scale }, scaled) {
  return minimum + scale * Math.expm1(scaled);
}

/**
 * @param {(number | null)[][]} rows losses, null where not finite
 * @param {LossScale} lossScale
 * @returns {(number | null)[][]} scaled
 */
export function scaledLosses(rows, lossScale) {
  return rows.map((row) => row.map((loss) => (loss === null ? null : scaledLoss(lossScale, loss))));
}

/**
 * @param {LossScale} lossScale
 * @returns {number[]} the scaled losses of the contour lines, at even distances
 */
export function contourLevels({ highest }) {
  return Array.from({ length: CONTOURS }, (_, index) => (highest * (index + 1)) / (CONTOURS + 1));
}
