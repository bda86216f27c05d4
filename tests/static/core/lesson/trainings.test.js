import assert from "node:assert/strict";
import { test } from "node:test";
import { formatState, parseState } from "../../../../static/js/core/classifiers/state.js";
import * as trainings from "../../../../static/js/core/lesson/trainings.js";
import { catalogue } from "../../catalogue.js";
import { testEach } from "../../support.js";

testEach(
  "every training can be opened in its lab",
  [
    [trainings.raceState(3)],
    [trainings.checkState("mlp")],
    [trainings.cloudState()],
    [trainings.planesState()],
    [trainings.networkState(2)],
    [trainings.linearState(2)],
  ],
  (state) => {
    const known = {
      data: ["digits"],
      features: ["pixels"],
      panels: ["weights", "check", "gradients"],
      methods: catalogue.methods,
      limits: catalogue.limits,
    };
    assert.deepEqual(parseState(formatState(state), known), state);
  },
);

/** @param {object} lowered limits */
function cloudRuns(lowered) {
  return /** @type {any[]} */ (trainings.cloudRuns({ ...catalogue.limits, ...lowered }));
}

test("the clouds are taken on a path of full steps", () => {
  const [run, ...others] = cloudRuns({});
  assert.deepEqual(others, []);
  assert.deepEqual(run.clouds, [32, 64, 128]);
  assert.equal(run.epochs, 10);
  assert.deepEqual(run.optimizers, [{ rule: "gradient_descent", learning_rate: 0.5, gradient: { kind: "analytic" } }]);
});

testEach(
  "the clouds keep to lower limits",
  [
    [{ clouds: 1 }, [[32], [64], [128]], 10],
    [{ clouds: 2, epochs: { low: 1, high: 3 } }, [[32, 64], [128]], 3],
    [{ cloud_size: { low: 1, high: 64 } }, [[32, 64]], 10],
    [{ cloud_size: { low: 1, high: 16 }, training_steps: { low: 1, high: 5 } }, [[16]], 5],
  ],
  (lowered, clouds, epochs) => {
    const runs = cloudRuns(lowered);
    assert.deepEqual(
      runs.map((run) => run.clouds),
      clouds,
    );
    for (const run of runs) assert.equal(run.epochs, epochs);
  },
);
