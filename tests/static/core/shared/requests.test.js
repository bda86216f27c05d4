import assert from "node:assert/strict";
import { test } from "node:test";
import * as answers from "../../../../static/js/core/shared/requests.js";
import { testEach } from "../../support.js";

/**
 * @param {"jsonOf" | "blobOf"} kind
 * @param {string} text of the answer; the connection breaks off where it ends in "!"
 * @returns {Promise<any>}
 */
function read(kind, text) {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      if (text.endsWith("!")) controller.error(new TypeError("network error"));
      else controller.close();
    },
  });
  return answers[kind](Promise.resolve(new Response(body)));
}

testEach(
  "an answer that cannot be read to its end counts as lost",
  [
    ["jsonOf", '{"loss":'],
    ["jsonOf", "<p>Sign in to this network</p>"],
    ["jsonOf", "{!"],
    ["blobOf", "!"],
  ],
  (kind, text) => assert.rejects(read(kind, text), answers.ConnectionLost),
);

test("an answer that can be read is returned", async () => {
  assert.deepEqual(await read("jsonOf", '{"loss":1}'), { loss: 1 });
});
