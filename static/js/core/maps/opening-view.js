/**
 * The camera with which a relief opens: one that sees what matters.
 * @module
 */

import { eyeOf } from "./orbit.js";
import { cylinderOf, isHidden } from "./relief-shape.js";

/** @typedef {import("./orbit.js").Orbit} Orbit */
/** @typedef {import("./orbit.js").Vector} Vector */
/** @typedef {import("./relief-shape.js").Shape} Shape */

/**
 * @typedef {object} Sight something that should not be hidden
 * @property {Vector} place in the block
 * @property {number} weight how much it counts if it is hidden
 */

/** The camera of a relief on which nothing hides anything: from the lower left, looking down at 35°. */
const USUAL = { azimuth: -2.25, elevation: 0.61 };
const AZIMUTHS = 24;
const ELEVATIONS = [0.5, 0.61, 0.72, 0.83, 0.94, 1.05, 1.2, 1.35];
/** What a turn by a half circle, or looking down by a right angle more, may cost in weight. */
const TURN_COST = 0.8;
const LIFT_COST = 1.6;

/**
 * @param {Shape} shape
 * @param {Sight[]} sights
 * @returns {Orbit} the one near the usual camera from which the least is hidden
 */
export function openingOrbit(shape, sights) {
  const cylinder = cylinderOf(shape);
  const total = sights.reduce((sum, { weight }) => sum + weight, 0) || 1;
  let best = { ...USUAL, zoom: 1 };
  let least = Infinity;
  for (const elevation of ELEVATIONS) {
    for (let turn = 0; turn < AZIMUTHS; turn += 1) {
      const azimuth = USUAL.azimuth + (2 * Math.PI * turn) / AZIMUTHS;
      const turned = Math.min(turn, AZIMUTHS - turn) / (AZIMUTHS / 2);
      const lifted = Math.abs(elevation - USUAL.elevation) / (Math.PI / 2);
      let cost = (TURN_COST * turned + LIFT_COST * lifted) * 0.1 * total;
      const eye = eyeOf({ azimuth, elevation }, cylinder);
      for (const { place, weight } of sights) {
        if (cost >= least) break;
        if (isHidden(shape, eye, place.x, place.y, place.z)) cost += weight;
      }
      if (cost < least) [least, best] = [cost, { azimuth, elevation, zoom: 1 }];
    }
  }
  return best;
}
