/**
 * Comparisons as the server streams them.
 * @module
 */

import { post } from "../client.js";
import { completeMessages } from "../stream.js";

/**
 * @param {object} comparison as `POST /api/comparisons` takes it
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<any>} its lines, complete, or it throws
 * @throws {import("../answers.js").ServerProblem | import("../answers.js").ConnectionLost}
 */
export function streamComparison(comparison, signal) {
  return completeMessages(post("/api/comparisons", comparison, signal));
}
