/**
 * Basins of attraction as colours and patterns, painted pixel by pixel under the contours.
 * @module
 */

import { SLOTS } from "../core/shared/line-styles.js";
import { channelsOf } from "../core/shared/oklab.js";

/** @typedef {import("../core/landscapes/basins.js").Basins} Basins */
/** @typedef {import("../core/shared/line-styles.js").Theme} Theme */
/** @typedef {import("./palette.js").Palette} Palette */
/** @typedef {import("../core/shared/oklab.js").RGB} RGB */
/** @typedef {{plain: RGB, inked: RGB, pattern: (px: number, py: number) => boolean}} Paint */

const COLOUR_SLOTS = [0, 2, 4, 5];
const PLAIN_SHARE = 0.3;
const INKED_SHARE = 0.52;

/** Stripes, dots and lines, a few pixels wide, that distinguish basins without colour. @type {Paint["pattern"][]} */
const PATTERNS = [
  (px, py) => (px + py) % 8 < 2,
  (px, py) => px % 6 < 2 && py % 6 < 2,
  (px, py) => (px - py + 8000) % 8 < 2,
  (_px, py) => py % 6 < 2,
  (px) => px % 6 < 2,
  (px, py) => px % 8 < 2 || py % 8 < 2,
  (px, py) => (px + 2 * py) % 10 < 3,
];

/**
 * How the basin of a minimum is painted. From the fifth minimum on, colours repeat with other patterns.
 * @param {number} index of the minimum
 * @param {Palette} palette
 * @returns {Paint}
 */
export function paintOf(index, { theme, panel }) {
  const slot = COLOUR_SLOTS[index % COLOUR_SLOTS.length];
  const turn = Math.floor(index / COLOUR_SLOTS.length);
  const colour = channelsOf(SLOTS[slot].colour[theme]);
  return {
    plain: mixed(colour, channelsOf(panel), PLAIN_SHARE),
    inked: mixed(colour, channelsOf(panel), INKED_SHARE),
    pattern: PATTERNS[(index + turn) % PATTERNS.length],
  };
}

/**
 * @param {Basins} basins
 * @param {Palette} palette
 * @returns {import("./canvas.js").Painter}
 */
export function basinPainter({ x, y, minima, basin }, palette) {
  const paints = minima.map((_, index) => paintOf(index, palette));
  const nowhere = channelsOf(palette.sunk);
  const canvas = document.createElement("canvas");
  let painted = "";
  return (context, project, { width, height }) => {
    const [low, high] = [new Float64Array(2), new Float64Array(2)];
    project(x[0], y[0], NaN, low);
    project(x[x.length - 1], y[y.length - 1], NaN, high);
    const key = [width, height, ...low, ...high].join();
    if (key !== painted) {
      painted = key;
      canvas.width = Math.ceil(width);
      canvas.height = Math.ceil(height);
      const column = axisCells(low[0], high[0], x.length, canvas.width);
      const row = axisCells(low[1], high[1], y.length, canvas.height);
      paint(canvas, column, row, basin, paints, nowhere);
    }
    context.drawImage(canvas, 0, 0, canvas.width, canvas.height);
  };
}

/**
 * The cell of the grid that each pixel along an axis falls into, −1 outside the grid.
 * @param {number} first pixel of the first sample
 * @param {number} last pixel of the last one
 * @param {number} count of samples
 * @param {number} length pixels
 */
function axisCells(first, last, count, length) {
  const cell = (last - first) / (count - 1);
  return Int32Array.from({ length }, (_, pixel) => {
    const at = Math.round((pixel + 0.5 - first) / cell);
    return at >= 0 && at < count ? at : -1;
  });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Int32Array} column
 * @param {Int32Array} row
 * @param {(number | null)[][]} basin
 * @param {Paint[]} paints
 * @param {RGB} nowhere
 */
function paint(canvas, column, row, basin, paints, nowhere) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(canvas.width, canvas.height);
  for (let py = 0; py < canvas.height; py += 1) {
    const line = basin[row[py]];
    for (let px = 0; px < canvas.width; px += 1) {
      const index = line?.[column[px]];
      if (index === undefined) continue;
      const colour = index === null ? nowhere : colourAt(paints[index], px, py);
      image.data.set([...colour, 255], 4 * (py * canvas.width + px));
    }
  }
  context.putImageData(image, 0, 0);
}

/**
 * @param {Paint} paint
 * @param {number} px
 * @param {number} py
 */
function colourAt({ plain, inked, pattern }, px, py) {
  return pattern(px, py) ? inked : plain;
}

/**
 * Paint a sample of a basin for the legend.
 * @param {HTMLCanvasElement} canvas
 * @param {Paint | null} paintOrNone null for starts that end at no minimum
 * @param {Palette} palette
 */
export function paintSample(canvas, paintOrNone, palette) {
  const cells = (/** @type {number} */ length) => new Int32Array(length);
  const basin = [[paintOrNone ? 0 : null]];
  paint(
    canvas,
    cells(canvas.width),
    cells(canvas.height),
    basin,
    paintOrNone ? [paintOrNone] : [],
    channelsOf(palette.sunk),
  );
}

/**
 * @param {RGB} colour
 * @param {RGB} background
 * @param {number} share of the colour
 * @returns {RGB}
 */
function mixed(colour, background, share) {
  const mix = (/** @type {number} */ at) => Math.round(share * colour[at] + (1 - share) * background[at]);
  return [mix(0), mix(1), mix(2)];
}
