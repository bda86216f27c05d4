import assert from "node:assert/strict";
import { test } from "node:test";
import { beadSteps } from "../../../../static/js/core/landscapes/beads.js";

test("markers stand at the same steps of every path", () => {
  assert.deepEqual(beadSteps(600), [10, 20, 50, 100, 200, 500]);
  assert.deepEqual(beadSteps(9), []);
});
