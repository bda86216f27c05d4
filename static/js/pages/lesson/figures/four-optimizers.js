/**
 * S1: four optimizers from the same start.
 * @module
 */

import { formatMeasure } from "../../../core/shared/format.js";
import { presetLab } from "../../../core/lesson/labs.js";
import { optimizerName } from "../../landscapes/names.js";
import { endLosses, formatLoss, PathsFigure, provide } from "../paths-figure.js";

/** Steps per second, so that the run takes five seconds. */
const SPEED = 60;

/** @type {import("../figure.js").OpenFigure} */
export async function open(place) {
  const { Plotly, session } = await provide(place, { ...presetLab("beale", await place.catalogue()), speed: SPEED });
  return new PathsFigure(Plotly, place, session, outcomeOf);
}

/**
 * @param {import("../../landscapes/session.js").Session} session
 * @returns {import("../figure.js").Outcome}
 */
function outcomeOf(session) {
  const { optimizers } = session.lab;
  const losses = endLosses(session);
  const [lowest, highest] = [Math.min(...losses), Math.max(...losses)];
  return {
    answer: optimizers[losses.indexOf(lowest)].rule,
    values: {
      loss: formatMeasure(lowest),
      last: optimizerName(optimizers[losses.indexOf(highest)]),
      worst: formatLoss(highest),
    },
  };
}
