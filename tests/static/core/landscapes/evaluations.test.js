import assert from "node:assert/strict";
import { evaluationsAt } from "../../../../static/js/core/landscapes/evaluations.js";
import { testEach } from "../../support.js";

testEach(
  "evaluations are those that the server counts",
  [
    ["analytic", "rule", { losses: 0, gradients: 300 }],
    ["noisy", "rule", { losses: 0, gradients: 300 }],
    ["numeric", "rule", { losses: 1200, gradients: 0 }],
    ["analytic", "search", { losses: 301, gradients: 0 }],
  ],
  (gradient, kind, spent) => {
    const optimizer = /** @type {any} */ ({ gradient: { kind: gradient } });
    assert.deepEqual(evaluationsAt(optimizer, kind, 300), spent);
  },
);
