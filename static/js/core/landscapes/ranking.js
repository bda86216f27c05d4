/**
 * Ranks the optimizers by their loss.
 * @module
 */

import { evaluationsAt } from "./evaluations.js";
import { outcomeAt } from "./outcome.js";
import { surfaceOf } from "./state.js";

/** @typedef {import("./state.js").Catalogue} Catalogue */
/** @typedef {import("./state.js").Lab} Lab */
/** @typedef {import("./state.js").Method} Method */

/**
 * @typedef {object} Standing
 * @property {number} optimizer its index in the run
 * @property {number} loss NaN before it has begun
 * @property {import("./evaluations.js").Evaluations} evaluations
 * @property {import("./outcome.js").Outcome | null} outcome null before it has begun
 */

/**
 * Rank the optimizers by their loss at a step. Diverged ones come last.
 * @param {Lab} lab
 * @param {import("./paths.js").Path[]} paths one for each optimizer
 * @param {number} step
 * @param {Catalogue} catalogue
 * @param {import("../shared/projection.js").View} view
 * @returns {Standing[]}
 */
export function rank(lab, paths, step, catalogue, view) {
  const surface = surfaceOf(lab, catalogue);
  const standings = lab.optimizers.map((optimizer, index) => {
    const { kind } = /** @type {Method} */ (catalogue.methods.get(optimizer.rule));
    const path = paths[index];
    if (path.length === 0)
      return { optimizer: index, loss: NaN, evaluations: { losses: 0, gradients: 0 }, outcome: null };
    const taken = Math.min(step, path.length - 1);
    return {
      optimizer: index,
      loss: path.loss[taken],
      evaluations: evaluationsAt(optimizer, kind, taken),
      outcome: outcomeAt(path, step, surface, view, kind),
    };
  });
  return standings.sort((one, other) => order(one.loss) - order(other.loss));
}

/** @param {number} loss */
function order(loss) {
  return Number.isNaN(loss) ? Number.MAX_VALUE : loss;
}
