/**
 * Histograms of oriented gradients (HOG): which to request, and how they are drawn.
 * @module
 */

/**
 * @typedef {object} Hog as `POST /api/features` answers
 * @property {number} cell
 * @property {number} block
 * @property {number} orientations
 * @property {[number, number]} cells rows and columns
 * @property {number[][][]} histogram
 * @property {number[][][]} [normalized]
 * @property {number} length
 */

/** @typedef {{x1: number, y1: number, x2: number, y2: number, weight: number}} Stroke in pixels of the picture, weight from 0 to 1 */

/** Histograms that are requested for each cell: the plain one and the one normalised by blocks. */
const HISTOGRAMS = 2;

/**
 * The request for the HOG of a picture, plain and normalised by blocks.
 * @param {{width: number, height: number}} picture
 * @param {{cell: number, orientations: number}} wanted the side of a cell, which is doubled until the result is within the limit, and the number of orientations
 * @param {Pick<import("../shared/limits.js").Limits, "hog_cell" | "hog_numbers">} limits
 * @returns {Record<string, string>}
 */
export function edgesOf(picture, { cell, orientations }, limits) {
  const numbers = HISTOGRAMS * orientations * Math.floor(picture.width / cell) * Math.floor(picture.height / cell);
  if (numbers > limits.hog_numbers && 2 * cell <= limits.hog_cell.high)
    return edgesOf(picture, { cell: 2 * cell, orientations }, limits);
  return { include: "hog", cell: String(cell), orientations: String(orientations), normalized: "true" };
}

const MIN_WEIGHT = 0.1;
const FULL_AT = 0.93;

/**
 * @param {Hog} hog
 * @param {boolean} normalized
 * @returns {number[][][]} the histograms to show
 */
export function shownHistograms({ histogram, normalized: normalizedHistogram }, normalized) {
  return normalized && normalizedHistogram ? normalizedHistogram : histogram;
}

/**
 * @param {Hog} hog
 * @param {number[][][]} shown the histograms to show
 * @returns {"no_cell" | "no_block" | null} the part that the picture is too small for; null if there is something to show
 */
export function missingPart({ cells }, shown) {
  if (cells.includes(0)) return "no_cell";
  return shown.length === 0 || shown[0].length === 0 ? "no_block" : null;
}

/**
 * The glyph of every cell: a stroke for each orientation, along the edge (perpendicular to the gradient), whose length
 * is its weight.
 * @param {number[][][]} histograms
 * @param {number} cell side in pixels
 * @returns {Stroke[]} without those too faint to see
 */
export function glyphs(histograms, cell) {
  const full = fullWeight(histograms);
  /** @type {Stroke[]} */
  const strokes = [];
  histograms.forEach((row, top) =>
    row.forEach((bins, left) =>
      bins.forEach((value, bin) => {
        const weight = Math.min(1, value / full);
        if (weight < MIN_WEIGHT) return;
        const { dx, dy } = edgeDirection(bin, bins.length);
        const half = (weight * cell) / 2;
        const [x, y] = [(left + 0.5) * cell, (top + 0.5) * cell];
        strokes.push({ x1: x - half * dx, y1: y - half * dy, x2: x + half * dx, y2: y + half * dy, weight });
      }),
    ),
  );
  return strokes;
}

/**
 * The weight that is drawn at full length. A few cells are stronger, so that the others remain visible.
 * @param {number[][][]} histograms
 */
function fullWeight(histograms) {
  const strongest = histograms.flatMap((row) => row.map((bins) => Math.max(...bins))).sort((one, other) => one - other);
  return Math.max(1e-12, strongest[Math.floor(FULL_AT * (strongest.length - 1))] ?? 0);
}

/**
 * @param {number} bin
 * @param {number} orientations
 * @returns {{dx: number, dy: number}} the direction of an edge whose gradient is in the middle of the bin
 */
export function edgeDirection(bin, orientations) {
  const angle = ((bin + 0.5) * Math.PI) / orientations;
  return { dx: -Math.sin(angle), dy: Math.cos(angle) };
}

/**
 * The gradients of the pixels in a part of the picture, each in the channel where it is longest.
 * @param {Uint8ClampedArray} data pixels of four bytes
 * @param {{width: number, height: number}} size of the picture
 * @param {{left: number, top: number, side: number}} part
 * @returns {{dx: number, dy: number}[]} row by row
 */
export function pixelGradients(data, { width, height }, { left, top, side }) {
  return Array.from({ length: side * side }, (_, index) => {
    const [x, y] = [left + (index % side), top + Math.floor(index / side)];
    let strongest = { dx: 0, dy: 0 };
    for (let channel = 0; channel < 3; channel += 1) {
      const at = (/** @type {number} */ column, /** @type {number} */ row) =>
        data[4 * (row * width + column) + channel];
      const dx = x > 0 && x < width - 1 ? at(x + 1, y) - at(x - 1, y) : 0;
      const dy = y > 0 && y < height - 1 ? at(x, y + 1) - at(x, y - 1) : 0;
      if (dx * dx + dy * dy > strongest.dx ** 2 + strongest.dy ** 2) strongest = { dx, dy };
    }
    return strongest;
  });
}
