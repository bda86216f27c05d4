/**
 * The tone of a loss: a logarithm that spreads the lowest losses in view over the map's colours, and gives the 3-D height.
 * @module
 */

const SCALE_PERCENTILE = 0.015;
const CONTOURS = 14;

/**
 * @typedef {object} Tone
 * @property {number} minimum the lowest finite loss in view
 * @property {number} scale the 1.5th percentile of the losses above that minimum
 * @property {number} highest the tone of the highest finite loss in view
 */

/**
 * @param {(number | null)[][]} rows losses of a landscape, null where not finite
 * @returns {Tone}
 */
export function toneOfLandscape(rows) {
  const losses = Float64Array.from(rows.flat().filter((loss) => loss !== null));
  if (losses.length === 0) return { minimum: 0, scale: 1, highest: 1 };
  losses.sort();
  const minimum = losses[0];
  const scale = losses[Math.floor(SCALE_PERCENTILE * (losses.length - 1))] - minimum;
  const range = losses[losses.length - 1] - minimum;
  const tone = { minimum, scale: scale || range || 1, highest: 0 };
  return { ...tone, highest: toneOf(tone, losses[losses.length - 1]) || 1 };
}

/**
 * @param {Pick<Tone, "minimum" | "scale">} tone
 * @param {number} loss
 * @returns {number} 0 at the lowest loss in view; losses below it count as the lowest
 */
export function toneOf({ minimum, scale }, loss) {
  return Math.log1p(Math.max(0, loss - minimum) / scale);
}

/**
 * The contour lines, even in the tone.
 * @param {Tone} tone
 * @returns {{start: number, end: number, size: number}} as Plotly wants them, in units of the tone
 */
export function contourLevels({ highest }) {
  const size = highest / (CONTOURS + 1);
  return { start: size, end: size * CONTOURS, size };
}
