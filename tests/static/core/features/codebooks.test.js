import assert from "node:assert/strict";
import { test } from "node:test";
import { occurrences, sizesWithin, wordAt } from "../../../../static/js/core/features/codebooks.js";
import { testEach } from "../../support.js";

/** @type {any} */
const WORDS = {
  scale: 0.5,
  side: 6,
  step: 2,
  map: [
    [7, 8],
    [8, 7],
  ],
};

test("a word is found where its patches are", () => {
  assert.deepEqual(occurrences(WORDS, 8), [
    { x: 4, y: 0, side: 12 },
    { x: 0, y: 4, side: 12 },
  ]);
  const points = [
    { x: 6, y: 6 },
    { x: 10, y: 6 },
    { x: 99, y: 99 },
    { x: 0, y: 10 },
  ];
  assert.deepEqual(
    points.map((point) => wordAt(WORDS, point)),
    [7, 8, 7, 8],
  );
  assert.equal(wordAt({ ...WORDS, map: [] }, { x: 0, y: 0 }), null);
});

testEach(
  "codebooks have as many words as the server takes",
  [
    [10, 2000, [100, 400, 1000]],
    [10, 40, [40]],
    [200, 500, [200, 400, 500]],
  ],
  (low, high, sizes) => assert.deepEqual(sizesWithin({ codebook_words: { low, high } }), sizes),
);
