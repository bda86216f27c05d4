import assert from "node:assert/strict";
import { test } from "node:test";
import { edgesOf, glyphs } from "../../../../static/js/core/features/hog.js";
import { assertClose, testEach } from "../../support.js";

test("glyphs lie along the edges", () => {
  const [stroke, ...others] = glyphs([[[0, 0, 0, 0, 4, 0, 0, 0, 0]]], 8);
  assert.deepEqual(others, []);
  // Gradients of the middle bin point up and down, so the edge lies flat.
  assertClose(stroke, { x1: 8, y1: 4, x2: 0, y2: 4, weight: 1 }, 0, 1e-9);
});

testEach(
  "cells grow until their numbers are not too many",
  [
    [10_000_000, 8],
    [67_500, 8],
    [67_499, 16],
    [10_000, 32],
    [500, 128],
    [1, 128],
  ],
  (max, cell) => {
    const fields = edgesOf(
      { width: 600, height: 400 },
      { cell: 8, orientations: 9 },
      { hog_cell: { low: 2, high: 128 }, hog_numbers: max },
    );
    assert.deepEqual(fields, { include: "hog", cell: String(cell), orientations: "9", normalized: "true" });
  },
);
