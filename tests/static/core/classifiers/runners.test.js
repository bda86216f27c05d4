import assert from "node:assert/strict";
import { test } from "node:test";
import { batchesFor, stepsOfEpoch, withMethod } from "../../../../static/js/core/classifiers/runners.js";
import { catalogue } from "../../catalogue.js";
import { testEach } from "../../support.js";

test("another rule keeps the batch and the schedule", () => {
  /** @type {any} */
  const runner = { rule: "adam", settings: { learning_rate: 3 }, batch: 32, schedule: { kind: "cosine" } };
  const [momentum, custom, search] = ["momentum", "custom", "random_search"].map((id) =>
    withMethod(runner, /** @type {any} */ (catalogue.methods.get(id))),
  );
  assert.deepEqual(momentum.settings, { learning_rate: 0.01, momentum: 0.9 });
  assert.deepEqual([momentum.batch, momentum.schedule.kind, momentum.source], [32, "cosine", null]);
  assert.ok(custom.source?.startsWith("v = momentum*v"));
  assert.equal(custom.settings.learning_rate, 0.01);
  assert.ok(!("learning_rate" in search.settings));
});

test("no batch is offered that holds more examples than there are", () => {
  assert.deepEqual(batchesFor(40, catalogue.limits), ["all", 32, "numeric"]);
});

testEach(
  "an epoch takes as many steps as there are batches",
  [
    ["all", 1],
    ["numeric", 1],
    [32, 2],
    [40, 1],
    [1, 40],
  ],
  (batch, steps) => {
    assert.equal(stepsOfEpoch(/** @type {any} */ ({ settings: { learning_rate: 0.1 }, batch }), 40), steps);
    assert.equal(stepsOfEpoch(/** @type {any} */ ({ settings: {}, batch: 32 }), 40), 1);
  },
);
