/**
 * Compares the features of the picture with those of the unchanged picture, or of the second one.
 * @module
 */

import { cosine, overlaps } from "../../core/features/similarity.js";
import { edgesOf } from "../../core/features/hog.js";
import { USUAL_EDGES } from "../../core/features/state.js";
import { byId } from "../../document/dom.js";
import { t } from "../../document/words.js";
import { isServerTrouble } from "../shared/banner.js";

/** @typedef {import("../../core/features/state.js").FeatureName} FeatureName */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {import("./session.js").Session} Session */

const DECIMALS = 2;
const CNN = { include: "cnn", full: "true" };

/** @typedef {(session: Session, picture: Picture, other: Picture) => Promise<string>} Compare */

/** Functions that compare two pictures, by feature; all others are compared by their vectors. @type {Record<FeatureName, Compare | null>} */
const COMPARED = { pixels: null, color: colours, hog: edges, sift: null, words: null, cnn: network };

/** @param {Session} session */
export function bindComparison(session) {
  const show = () => showComparison(session);
  session.addEventListener("state", show);
  session.addEventListener("pictures", show);
}

/** @param {Session} session */
async function showComparison(session) {
  const { picture, other, state } = session;
  const element = byId("comparison");
  const compare = state.reading in COMPARED ? COMPARED[state.reading] : vectors;
  if (!picture || !other || !compare) return void (element.textContent = "");
  try {
    const text = await compare(session, picture, other);
    if (picture === session.picture && state === session.state) {
      element.textContent = text && t(`comparison.${state.change === "as_is" ? "second" : "original"}`, { text });
    }
  } catch (error) {
    if (!isServerTrouble(error)) throw error;
    element.textContent = "";
  }
}

/**
 * @param {Session} session
 * @param {Picture} picture
 * @param {Picture} other
 */
async function colours(session, picture, other) {
  const [one, two] = await Promise.all([picture, other].map((each) => session.features(each, { include: "color" })));
  if (!one.color || !two.color) return "";
  const { rgb, hue, joint } = overlaps(one.color, two.color);
  const shares = t("comparison.colours", {
    rgb: rgb.toFixed(DECIMALS),
    hue: hue.toFixed(DECIMALS),
    joint: joint.toFixed(DECIMALS),
  });
  return `${shares} ${t(`comparison.dotted_${session.state.change === "as_is" ? "second" : "original"}`)}`;
}

/**
 * @param {Session} session
 * @param {Picture} picture
 * @param {Picture} other
 */
async function edges(session, picture, other) {
  if (picture.width !== other.width || picture.height !== other.height) return "";
  const fields = edgesOf(picture, USUAL_EDGES, session.limits);
  const [one, two] = await Promise.all([picture, other].map((each) => session.features(each, fields)));
  if (!one.hog?.normalized?.length || !two.hog?.normalized?.length) return "";
  return t("comparison.edges", {
    cosine: cosine(one.hog.normalized.flat(2), two.hog.normalized.flat(2)).toFixed(DECIMALS),
  });
}

/**
 * @param {Session} session
 * @param {Picture} picture
 * @param {Picture} other
 */
async function network(session, picture, other) {
  const [one, two] = await Promise.all([picture, other].map((each) => session.features(each, CNN)));
  if (!one.cnn?.features || !two.cnn?.features) return "";
  return t("comparison.network", { cosine: cosine(one.cnn.features, two.cnn.features).toFixed(DECIMALS) });
}

/**
 * @param {Session} session
 * @param {Picture} picture
 * @param {Picture} other
 */
async function vectors(session, picture, other) {
  const feature = session.state.reading;
  const [one, two] = await Promise.all([picture, other].map((each) => session.features(each, { include: feature })));
  const [vector, beside] = [one, two].map((features) => features.vectors?.[feature] ?? []);
  if (!vector.length || vector.length !== beside.length) return "";
  return t("comparison.vectors", { cosine: cosine(vector, beside).toFixed(DECIMALS) });
}
