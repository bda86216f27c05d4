/**
 * Evaluations that an optimizer has used.
 * @module
 */

/** @typedef {import("./state.js").Optimizer} Optimizer */
/** @typedef {{losses: number, gradients: number}} Evaluations */

const LOSSES_PER_NUMERIC_GRADIENT = 4;

/**
 * The evaluations of loss and gradient that the first steps in two dimensions take.
 * @param {Optimizer} optimizer
 * @param {"rule" | "search"} kind
 * @param {number} step
 * @returns {Evaluations}
 */
export function evaluationsAt(optimizer, kind, step) {
  if (kind === "search") return { losses: step + 1, gradients: 0 };
  if (optimizer.gradient.kind === "numeric") return { losses: LOSSES_PER_NUMERIC_GRADIENT * step, gradients: 0 };
  return { losses: 0, gradients: step };
}

/**
 * @param {Evaluations} evaluations
 * @returns {number} the number of both kinds together
 */
export function total({ losses, gradients }) {
  return losses + gradients;
}
