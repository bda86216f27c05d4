/**
 * The outcomes of the figures of image features (S8 to S11): which option turned out to be right, and the numbers that
 * show it.
 * @module
 */

import { cosine, overlaps } from "../features/similarity.js";
import { formatCount, formatShare } from "../shared/format.js";

/** @typedef {import("../features/codebooks.js").Words} Words */
/** @typedef {import("../features/colours.js").ColorHistograms} ColorHistograms */
/** @typedef {import("../features/hog.js").Hog} Hog */
/** @typedef {import("../features/client.js").Pixels} Pixels */
/** @typedef {{answer: string, values: Record<string, string | number>}} Outcome */
/** @template T @typedef {{as_is: T, shuffled: T, half: T}} Changed features of a picture and of its changed versions */

const ALL = 0.95;
const LITTLE = 0.25;
const ALIKE = { cosine: 0.95, length: 0.1 };
const HALVED = { low: 0.4, high: 0.6 };
const FEW = 0.1;
const MAJORITY = 0.5;
const DECIMALS = 2;

/**
 * @param {Pixels} pixels
 * @returns {Outcome}
 */
export function vectorOutcome({ shape: [height, width], length }) {
  const answers = new Map([
    [1, "one"],
    [3, "three"],
  ]);
  return {
    answer: answers.get(length / (width * height)) ?? "colours",
    values: { width, height, length: formatCount(length) },
  };
}

/**
 * S9: how much of the hues a shuffle leaves.
 * @param {Changed<ColorHistograms>} color
 * @returns {Outcome}
 */
export function huesOutcome({ as_is, shuffled, half }) {
  const { hue } = overlaps(as_is, shuffled);
  const dark = overlaps(as_is, half);
  return {
    answer: hue >= ALL ? "all" : hue >= LITTLE ? "half" : "little",
    values: { hue: formatShare(hue), hue_half: formatShare(dark.hue), rgb_half: formatShare(dark.joint) },
  };
}

/**
 * S10: what half the light does to the cells of a picture, plain and normalised by blocks.
 * @param {Changed<Hog>} hog with the normalised cells
 * @returns {Outcome}
 */
export function edgesOutcome({ as_is, shuffled, half }) {
  const light = cosine(normalizedCells(as_is), normalizedCells(half));
  const length = norm(normalizedCells(half)) / norm(normalizedCells(as_is));
  const raw = norm(half.histogram.flat(2)) / norm(as_is.histogram.flat(2));
  const alike = light >= ALIKE.cosine && Math.abs(length - 1) <= ALIKE.length;
  const halved = length >= HALVED.low && length <= HALVED.high;
  const values = { light, length, raw, shuffled: cosine(normalizedCells(as_is), normalizedCells(shuffled)) };
  return {
    answer: alike ? "alike" : halved ? "half" : "other",
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.toFixed(DECIMALS)])),
  };
}

/**
 * @param {Hog} hog with the normalised cells
 * @returns {number[]} all numbers of the cells in one list
 */
export function normalizedCells({ normalized }) {
  return /** @type {number[][][]} */ (normalized).flat(2);
}

/**
 * @param {Words} words
 * @returns {Outcome}
 */
export function wordsOutcome({ histogram }) {
  const used = histogram.filter((count) => count > 0).length;
  const share = used / histogram.length;
  return {
    answer: share < FEW ? "few" : share <= MAJORITY ? "some" : "most",
    values: {
      used: formatCount(used),
      words: formatCount(histogram.length),
      count: formatCount(Math.max(...histogram)),
    },
  };
}

/** @param {number[]} values */
function norm(values) {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
