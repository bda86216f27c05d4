import assert from "node:assert/strict";
import { test } from "node:test";
import { ranked, verdict } from "../../../../static/js/core/comparison/verdict.js";
import { testEach } from "../../support.js";

/**
 * @param {Record<string, number | null>} accuracies by feature
 * @returns {Map<string, any>}
 */
function results(accuracies) {
  return new Map(
    Object.entries(accuracies).map(([feature, accuracy]) => [
      feature,
      { feature, test_accuracy: accuracy, chance: 1 / 3 },
    ]),
  );
}

testEach(
  "the sentence is computed from the bars",
  [
    [0.68, 0.26, 0.61, "colour"],
    [0.33, 0.84, 0.84, "guess"],
    [0.45, 0.6, 0.7, "both"],
    [0.45, 0.6, 0.55, "shape"],
    [0.5, 0.52, 0.6, "alike"],
    [null, 0.52, 0.6, null],
  ],
  (color, hog, joined, said) => assert.equal(verdict(results({ color, hog, "hog+color": joined })), said),
);

test("features are ranked by their accuracy", () => {
  const ranking = ranked(results({ pixels: 0.47, color: 0.56, hog: null, "hog+color": 0.31 }));
  assert.deepEqual(
    ranking.map(({ feature }) => feature),
    ["color", "pixels", "hog+color"],
  );
});
