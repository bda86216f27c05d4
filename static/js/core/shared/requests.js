/**
 * Requests to the server, their answers, and the errors where there is none.
 * @module
 */

/** @typedef {{location: string, message: string, position?: number, code?: string, values?: Record<string, string | number>}} FieldError */

/** The server answered with a problem (RFC 9457), or gave up in the middle of a stream. */
export class ServerProblem extends Error {
  /**
   * @param {{title?: string, status?: number, detail?: string, errors?: FieldError[]}} problem
   * @param {number | null} retryAfter seconds
   */
  constructor(problem, retryAfter) {
    super(problem.detail ?? problem.title ?? "");
    this.status = problem.status ?? 0;
    this.errors = problem.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

/** The server could not be reached, or its answer broke off. */
export class ConnectionLost extends Error {}

/**
 * @param {string} url
 * @param {object} body
 * @param {AbortSignal} [signal]
 * @param {string} [accept] the media type to answer with, if the resource offers several
 * @returns {Promise<Response>}
 */
export function post(url, body, signal, accept = "*/*") {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept },
    body: JSON.stringify(body),
    signal,
  });
}

/**
 * @param {Promise<Response>} request
 * @returns {Promise<any>} the body of the answer, parsed as JSON
 * @throws {ServerProblem | ConnectionLost}
 */
export async function jsonOf(request) {
  return (await goodResponse(request)).json().catch(lost);
}

/**
 * @param {Promise<Response>} request
 * @returns {Promise<Blob>} the body of the answer as a file
 * @throws {ServerProblem | ConnectionLost}
 */
export async function blobOf(request) {
  return (await goodResponse(request)).blob().catch(lost);
}

/**
 * @param {Promise<Response>} request
 * @returns {Promise<Response>} the answer, if its status is a success
 * @throws {ServerProblem | ConnectionLost}
 */
export async function goodResponse(request) {
  const received = await request.catch(lost);
  if (!received.ok) throw await problemOf(received);
  return received;
}

/**
 * @param {Response} response
 * @returns {Promise<ServerProblem>}
 */
export async function problemOf(response) {
  const retryAfter = Number(response.headers.get("retry-after"));
  const problem = await response.json().catch(() => ({}));
  return new ServerProblem({ ...problem, status: response.status }, retryAfter || null);
}

/**
 * @param {Error} error of a request or of reading its answer
 * @returns {never}
 * @throws {ConnectionLost} unless the request was aborted
 */
export function lost(error) {
  throw error.name === "AbortError" ? error : new ConnectionLost();
}
