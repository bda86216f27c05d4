/**
 * Streams of newline-delimited JSON. A run is resumed where its connection dropped.
 * @module
 */

import { ConnectionLost, goodResponse, lost, problemOf, ServerProblem } from "./requests.js";

/** @typedef {import("../landscapes/paths.js").Frame} Frame */
/** @typedef {import("../landscapes/paths.js").End} End */
/** @typedef {{type: string}} Message */

const RETRY_SECONDS = [0.2, 0.5, 1, 2, 4];

/**
 * The objects in a stream of lines. An incomplete last line is ignored.
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<Message>}
 * @throws {ConnectionLost}
 */
export async function* readMessages(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(lost);
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = /** @type {string} */ (lines.pop());
      for (const line of lines) if (line) yield JSON.parse(line);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/**
 * The messages of a stream that is not resumed if it breaks off.
 * @param {Promise<Response>} request
 * @returns {AsyncGenerator<any>} all messages; throws if they do not arrive completely
 * @throws {ServerProblem | ConnectionLost}
 */
export async function* completeMessages(request) {
  const response = await goodResponse(request);
  for await (const message of readMessages(/** @type {ReadableStream<Uint8Array>} */ (response.body))) {
    if (message.type === "error") throw new ServerProblem(/** @type {any} */ (message), null);
    yield message;
    if (message.type === "done") return;
  }
  throw new ConnectionLost();
}

/**
 * Stream a run and yield each message once, even if connections drop.
 * @param {{optimizers: object[]}} specification
 * @param {object} options
 * @param {AbortSignal} options.signal
 * @param {string} [options.url]
 * @param {(seconds: number) => Promise<void>} [options.wait]
 * @returns {AsyncGenerator<Message>}
 * @throws {ServerProblem | ConnectionLost}
 */
export async function* streamRun(specification, { signal, url = "/api/runs", wait = sleep }) {
  const progress = new Progress(specification.optimizers.length);
  let failures = 0;
  for (;;) {
    try {
      const response = await fetch(`${url}${progress.query}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(specification),
        signal,
      });
      if (!response.ok) throw await problemOf(response);
      for await (const message of readMessages(/** @type {ReadableStream<Uint8Array>} */ (response.body))) {
        if (message.type === "error") throw new ServerProblem(/** @type {any} */ (message), null);
        if (progress.isRepeated(message)) continue;
        if (progress.note(message)) failures = 0;
        yield message;
      }
      if (progress.done) return;
    } catch (error) {
      if (signal.aborted || error instanceof ServerProblem) throw error;
    }
    if (failures === RETRY_SECONDS.length) throw new ConnectionLost();
    await wait(RETRY_SECONDS[failures]);
    signal.throwIfAborted();
    failures += 1;
  }
}

/** Keeps track of the messages received, so that a resumed run yields nothing twice. */
class Progress {
  /** @param {number} count of optimizers */
  constructor(count) {
    this.entries = new Array(count).fill(0);
    this.ended = new Array(count).fill(false);
    this.done = false;
  }

  /** The query that resumes the run at the first missing entry. */
  get query() {
    const open = this.entries.filter((_, index) => !this.ended[index]);
    const from = open.length ? Math.min(...open) : Math.max(...this.entries);
    return from > 0 ? `?from_step=${from}` : "";
  }

  /** @param {Message} message */
  isRepeated(message) {
    if (message.type === "end") return this.ended[/** @type {End} */ (message).optimizer];
    if (message.type !== "frame") return false;
    const frame = /** @type {Frame} */ (message);
    return frame.step + length(frame) <= this.entries[frame.optimizer];
  }

  /**
   * @param {Message} message a message that is not repeated
   * @returns {boolean} whether it makes progress
   */
  note(message) {
    if (message.type === "done") {
      this.done = true;
    } else if (message.type === "end") {
      this.ended[/** @type {End} */ (message).optimizer] = true;
    } else if (message.type === "frame") {
      const frame = /** @type {Frame} */ (message);
      this.entries[frame.optimizer] = frame.step + length(frame);
    } else {
      return false;
    }
    return true;
  }
}

/** @param {Frame} frame */
function length(frame) {
  return /** @type {(number | null)[]} */ (frame.loss).length;
}

/** @param {number} seconds */
function sleep(seconds) {
  return new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
}
