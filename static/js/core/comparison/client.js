/**
 * Comparisons, streamed from the server.
 * @module
 */

import { post } from "../shared/requests.js";
import { completeMessages } from "../shared/stream.js";

/**
 * @param {object} comparison as `POST /api/comparisons` takes it
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<any>} all messages; throws if they do not arrive completely
 * @throws {import("../shared/requests.js").ServerProblem | import("../shared/requests.js").ConnectionLost}
 */
export function streamComparison(comparison, signal) {
  return completeMessages(post("/api/comparisons", comparison, signal));
}
