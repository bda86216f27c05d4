/**
 * Photographs for figures, and their features.
 * @module
 */

import { fetchPhotograph, readFeatures } from "../../core/features/client.js";
import { FIRST_VISIT } from "../../core/features/state.js";
import { Picture } from "../features/picture.js";

/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {{picture: Picture, features: Features}} Read */
/** @typedef {import("../../core/lesson/feature-outcomes.js").Changed<Read>} ChangedRead */

/** The signal of requests that a figure needs in order to open, which are never aborted. */
const NEVER = new AbortController().signal;

/** The photograph that figures begin with. */
export const PHOTOGRAPH = /** @type {string} */ (FIRST_VISIT.picture);

/**
 * @param {string} id
 * @param {import("../../core/shared/limits.js").Limits} limits
 * @param {AbortSignal} [signal]
 * @returns {Promise<Picture>}
 */
export async function openPhotograph(id, limits, signal = NEVER) {
  return Picture.of(await fetchPhotograph(id, signal), limits);
}

/**
 * @param {Picture} picture
 * @param {Record<string, string>} fields what to ask for
 * @param {AbortSignal} [signal]
 * @returns {Promise<Read>}
 */
export async function read(picture, fields, signal = NEVER) {
  return { picture, features: await readFeatures(picture.file, fields, signal) };
}

/**
 * @param {Picture} original
 * @param {Record<string, string>} fields what to ask for
 * @returns {Promise<ChangedRead>}
 */
export async function readChanges(original, fields) {
  const [as_is, shuffled, half] = await Promise.all(
    /** @type {const} */ (["as_is", "shuffled", "half"]).map(async (change) =>
      read(await original.with(change), fields),
    ),
  );
  return { as_is, shuffled, half };
}
