/**
 * The choices on the features page, and their form in the address.
 *
 * `picture=coffee&second=cat&reading=hog&change=shuffled&cell=8&orientations=9&normalized&colours=hue&codebook=…`. A picture
 * of the visitor's own is not in the address. It is sent only to have its features extracted.
 * @module
 */

import { choice, fieldsOf, flag, nullable, readState, unlessUsual, writeState } from "../shared/address.js";

/** @typedef {string} FeatureName id of a feature, such as `hog` */
/** @typedef {"as_is" | "shuffled" | "half" | "grey"} Change the change made to the picture before features are extracted */
/** @typedef {"rgb" | "hue" | "joint"} Colours the colour histogram that is shown */

/**
 * @typedef {object} FeaturesState
 * @property {string | null} picture id of a photograph; null for the visitor's own
 * @property {string} second id of the photograph to compare with
 * @property {FeatureName} reading
 * @property {Change} change
 * @property {number} cell side in pixels
 * @property {number} orientations
 * @property {boolean} normalized whether blocks are normalised
 * @property {Colours} colours
 * @property {string | null} codebook id; null for the default one
 */

/**
 * @typedef {object} Offered everything that can be chosen
 * @property {string[]} photographs their ids
 * @property {FeatureName[]} readings
 */

/** @type {Change[]} */
export const CHANGES = ["as_is", "shuffled", "half", "grey"];
/** @type {Colours[]} */
export const COLOURS = ["rgb", "hue", "joint"];
export const CELLS = [4, 8, 16, 32];
export const ORIENTATIONS = [6, 9, 12, 18];
/** The usual settings of HOG. */
export const USUAL_EDGES = { cell: 8, orientations: 9 };

/** @type {FeaturesState} */
export const FIRST_VISIT = {
  picture: "coffee",
  second: "cat",
  reading: "hog",
  change: "as_is",
  ...USUAL_EDGES,
  normalized: false,
  colours: "hue",
  codebook: null,
};

/** @type {import("../shared/address.js").Table<FeaturesState, Offered>} */
const TABLE = {
  picture: nullable(choice("picture", ({ photographs }) => photographs)),
  second: choice("second", ({ photographs }) => photographs),
  reading: choice("reading", ({ readings }) => readings),
  change: unlessUsual(
    choice("change", () => CHANGES),
    FIRST_VISIT.change,
  ),
  cell: choice("cell", () => CELLS),
  orientations: choice("orientations", () => ORIENTATIONS),
  normalized: flag("normalized"),
  colours: choice("colours", () => COLOURS),
  codebook: {
    write: (id) => (id ? [["codebook", id]] : []),
    read: (fields) => /^[0-9a-f]{12}$/.exec(fields.get("codebook") ?? "")?.[0],
  },
};

/**
 * @param {FeaturesState} state
 * @returns {string} the fragment of the address, without its `#`
 */
export function formatState(state) {
  return writeState(TABLE, state);
}

/**
 * @param {string} fragment with or without its `#`, hostile or not
 * @param {Offered} offered
 * @returns {FeaturesState} the choices that it names, and the default where it names none that is known
 */
export function parseState(fragment, offered) {
  return readState(TABLE, fieldsOf(fragment), offered, FIRST_VISIT);
}
