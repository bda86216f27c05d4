import assert from "node:assert/strict";
import { test } from "node:test";
import { costOf, shareOf } from "../../../../static/js/core/lesson/costs.js";
import { assertClose } from "../../support.js";

test("costs are read from checks of surfaces and of classifiers", () => {
  /** @type {any} */
  const surface = {
    analytic: [1, 2],
    evaluations: { numeric: 4, analytic: 1 },
    seconds: { numeric: 8e-6, analytic: 2e-6 },
  };
  const classifier = { ...surface, weights: 650, evaluations: { numeric: 1300, analytic: 1 } };
  const costs = [surface, classifier].map(costOf);
  assert.deepEqual(
    costs.map(({ weights, evaluations, ratio }) => [weights, evaluations, ratio]),
    [
      [2, 4, 4],
      [650, 1300, 4],
    ],
  );
});

test("times lie on a logarithmic axis", () => {
  assertClose([0, 1e-6, 1e-2, 100, 1e4].map(shareOf), [0, 0, 0.5, 1, 1]);
});
