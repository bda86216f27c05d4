import assert from "node:assert/strict";
import { test } from "node:test";
import { streamRun } from "../../../../static/js/core/shared/stream.js";
import { withFetch } from "../../support.js";

/** @typedef {{status: number, text?: string, retry?: string}} Answer status 0 for a connection that fails */

const TWO = { optimizers: [{}, {}] };
const DONE = '{"type":"done"}\n';

/**
 * @param {number} optimizer
 * @param {number} step
 * @param {...number} losses
 */
function frame(optimizer, step, ...losses) {
  return `{"type":"frame","optimizer":${optimizer},"step":${step},"loss":[${losses}]}\n`;
}

/** @param {number} optimizer */
function end(optimizer) {
  return `{"type":"end","optimizer":${optimizer},"reason":"steps"}\n`;
}

/**
 * Streams a run of two optimizers from a server that gives these answers in turn, the last one again and again.
 * @param {Answer[]} answers
 */
async function stream(answers) {
  /** @type {string[]} */
  const urls = [];
  /** @type {number[]} */
  const waits = [];
  /** @type {any[]} */
  const messages = [];
  /** @type {any} */
  let error = null;
  const substitute = async (/** @type {string} */ url) => {
    urls.push(url);
    const { status, text, retry } = answers[Math.min(urls.length, answers.length) - 1];
    if (status === 0) throw new TypeError("failed");
    const bytes = new TextEncoder().encode(text);
    const body = new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
        controller.close();
      },
    });
    return new Response(body, { status, headers: retry ? { "retry-after": retry } : {} });
  };
  const wait = async (/** @type {number} */ seconds) => {
    waits.push(seconds);
  };
  await withFetch(substitute, async () => {
    try {
      for await (const message of streamRun(TWO, { signal: new AbortController().signal, wait }))
        messages.push(message);
    } catch (caught) {
      error = caught;
    }
  });
  return { urls, waits, messages, error, types: messages.map(({ type }) => type) };
}

test("lines are put together from chunks of any size", async () => {
  const text = frame(0, 0, 3, 2) + frame(1, 0, 5) + end(0) + end(1) + DONE;
  const { types, urls } = await stream([{ status: 200, text: `${text}{"type":"incompl` }]);
  assert.deepEqual(types, ["frame", "frame", "end", "end", "done"]);
  assert.deepEqual(urls, ["/api/runs"]);
});

test("a dropped run is resumed where the slowest optimizer was", async () => {
  const first = frame(0, 0, 3, 2, 1) + frame(1, 0, 5, 4) + frame(1, 2, 3).slice(0, 20);
  const second = frame(0, 2, 1, 0.5) + frame(1, 2, 3, 2) + end(0) + end(1) + DONE;
  const { urls, messages, error } = await stream([
    { status: 200, text: first },
    { status: 0 },
    { status: 200, text: second },
  ]);
  assert.deepEqual(urls, ["/api/runs", "/api/runs?from_step=2", "/api/runs?from_step=2"]);
  assert.equal(messages.at(-1).type, "done");
  assert.equal(error, null);
});

test("messages that were received are not yielded again", async () => {
  const first = frame(0, 0, 3, 2) + end(0);
  const second = end(0) + frame(1, 0, 5, 4) + end(1) + DONE;
  const { types } = await stream([
    { status: 200, text: first },
    { status: 200, text: second },
  ]);
  assert.deepEqual(types, ["frame", "end", "frame", "end", "done"]);
});

test("it gives up after a while", async () => {
  const { error, waits } = await stream([{ status: 0 }]);
  assert.equal(error.constructor.name, "ConnectionLost");
  assert.deepEqual(waits, [0.2, 0.5, 1, 2, 4]);
});

test("it gives up on a stream that breaks off again and again without making progress", async () => {
  const { error, urls } = await stream([{ status: 200, text: `{"type":"run"}\n${frame(0, 0, 3, 2)}` }]);
  assert.equal(error.constructor.name, "ConnectionLost");
  assert.equal(urls.length, 6);
});

test("a busy server says when to come back", async () => {
  const { error } = await stream([{ status: 503, text: '{"detail":"All places are taken."}', retry: "3" }]);
  assert.equal(error.constructor.name, "ServerProblem");
  assert.deepEqual([error.message, error.retryAfter], ["All places are taken.", 3]);
});

test("a failure in the stream is reported as a problem of the server", async () => {
  const text = `${frame(0, 0, 1)}{"type":"error","title":"Gave up","status":500}\n`;
  const { error, urls } = await stream([{ status: 200, text }]);
  assert.equal(error.constructor.name, "ServerProblem");
  assert.equal(error.message, "Gave up");
  assert.equal(urls.length, 1);
});
