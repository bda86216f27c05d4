/**
 * Comparisons as the server streams them.
 * @module
 */

import { ConnectionLost, goodResponse, readMessages, ServerProblem } from "../stream.js";

/**
 * @param {object} comparison as `POST /api/comparisons` takes it
 * @param {AbortSignal} signal
 * @returns {AsyncGenerator<any>} its lines, complete, or it throws
 * @throws {ServerProblem | ConnectionLost}
 */
export async function* streamComparison(comparison, signal) {
  const response = await goodResponse(
    fetch("/api/comparisons", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(comparison), signal }),
  );
  for await (const message of readMessages(/** @type {ReadableStream<Uint8Array>} */ (response.body))) {
    if (message.type === "error") throw new ServerProblem(/** @type {any} */ (message), null);
    yield message;
    if (message.type === "done") return;
  }
  throw new ConnectionLost();
}
