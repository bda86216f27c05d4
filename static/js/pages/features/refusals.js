/**
 * What a visitor is told whose picture cannot be read.
 * @module
 */

import { ServerProblem } from "../../core/shared/requests.js";
import { t } from "../../document/words.js";

/** Answers that speak of the picture rather than of the server. */
const ABOUT_THE_PICTURE = [413, 415, 422];

/**
 * @param {Error} problem
 * @returns {string | null} null where another picture would not help
 */
export function refusalText(problem) {
  const isRefusal = problem instanceof ServerProblem && ABOUT_THE_PICTURE.includes(problem.status);
  return isRefusal ? t(`picture_panel.refused_${problem.status}`) : null;
}
