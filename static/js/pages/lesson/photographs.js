/**
 * Photographs for the figures, what the server reads from them, and where to explore them further.
 * @module
 */

import { fetchPhotograph, postFeatures } from "../../core/features/client.js";
import { FIRST_VISIT, formatState } from "../../core/features/state.js";
import { language } from "../../words.js";
import { Picture } from "../features/picture.js";

/** @typedef {import("../../core/features/client.js").Features} Features */
/** @typedef {import("../../core/features/state.js").FeaturesState} FeaturesState */
/** @typedef {{picture: Picture, features: Features}} Read */
/** @typedef {import("../../core/lesson/feature-outcomes.js").Changed<Read>} ChangedRead */

/** The photograph that figures begin with. */
export const PHOTOGRAPH = /** @type {string} */ (FIRST_VISIT.picture);

/**
 * @param {string} id
 * @returns {Promise<Picture>}
 */
export async function openPhotograph(id) {
  return Picture.of(await fetchPhotograph(id, new AbortController().signal));
}

/**
 * @param {Picture} picture
 * @param {Record<string, string>} fields what to ask for
 * @returns {Promise<Read>}
 */
export async function read(picture, fields) {
  const answer = await postFeatures(picture.file, fields, new AbortController().signal);
  return { picture, features: await answer.json() };
}

/**
 * @param {Picture} original
 * @param {Record<string, string>} fields what to ask for
 * @returns {Promise<ChangedRead>}
 */
export async function readChanges(original, fields) {
  const [as_is, shuffled, half] = await Promise.all(
    /** @type {const} */ (["as_is", "shuffled", "half"]).map(async (change) => read(await original.with(change), fields)),
  );
  return { as_is, shuffled, half };
}

/**
 * @param {Partial<FeaturesState>} choices other than those of a first visit
 * @returns {string} where they are made in the lab
 */
export function featuresLink(choices) {
  return `/features?lang=${language}#${formatState({ ...FIRST_VISIT, ...choices })}`;
}
