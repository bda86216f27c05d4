/**
 * Why a picture was refused, in words.
 * @module
 */

import { ServerProblem } from "../../core/shared/requests.js";
import { t } from "../../document/words.js";

/** The statuses of answers that are about the picture rather than the server. */
const ABOUT_THE_PICTURE = [413, 415, 422];

/**
 * @param {Error} problem
 * @returns {string | null} a sentence; null if another picture would not help
 */
export function refusalText(problem) {
  const isRefusal = problem instanceof ServerProblem && ABOUT_THE_PICTURE.includes(problem.status);
  return isRefusal ? t(`picture_panel.refused_${problem.status}`) : null;
}
