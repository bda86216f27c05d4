import assert from "node:assert/strict";
import { test } from "node:test";
import { cosine, overlap } from "../../../../static/js/core/features/similarity.js";
import { assertClose } from "../../support.js";

test("the cosine is that of the angle between two vectors", () => {
  assertClose(cosine([3, 4], [6, 8]), 1);
  assertClose(cosine([1, 0], [1, 1]), Math.SQRT1_2);
  assertClose(cosine([1, 2], [-2, 1]), 0);
});

test("a vector of zeros has nothing in common with any", () => {
  assert.equal(cosine([1, 2], [0, 0]), 0);
});

test("histograms overlap by their shares", () => {
  assertClose(overlap([1, 3], [25, 75]), 1);
  assertClose(overlap([1, 1], [1, 0]), 0.5);
  assertClose(overlap([1, 0], [0, 1]), 0);
});
