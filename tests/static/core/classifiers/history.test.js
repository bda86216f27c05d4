import assert from "node:assert/strict";
import { test } from "node:test";
import { TrainingHistory } from "../../../../static/js/core/classifiers/history.js";
import { assertClose } from "../../support.js";

/** @type {any} */
const FRAME = {
  type: "frame",
  optimizer: 0,
  step: 0,
  seconds: 0.4,
  epoch: [0, 0.5, 1, 1.5],
  loss: [2.3, null, 1.0, null],
  batch_loss: [2.3, 2.0, 1.1, 0.9],
  train_accuracy: [0.1, null, 0.5, null],
  test_accuracy: [0.1, null, 0.4, null],
};
const COLUMNS = ["epoch", "loss", "batch_loss", "train_accuracy", "test_accuracy"];
const LATER = {
  ...FRAME,
  step: 2,
  seconds: 0.6,
  ...Object.fromEntries(COLUMNS.map((name) => [name, [...FRAME[name].slice(2), 9]])),
};

test("frames that overlap are joined", () => {
  const history = new TrainingHistory(1);
  for (const frame of [FRAME, LATER]) history.take(frame);
  const [path] = history.paths;
  assert.deepEqual([...path.epoch], [0, 0.5, 1, 1.5, 9]);
  assert.deepEqual([...path.loss], [2.3, null, 1.0, null, 9]);
  assertClose([...path.second], [0.1, 0.2, 0.3, 0.4, 0.6]);
});

test("a snapshot is found again by its step", () => {
  const history = new TrainingHistory(1);
  for (const step of [0, 10, 20, 10]) history.take(/** @type {any} */ ({ type: "weights", optimizer: 0, step }));
  const found = [-1, 0, 9, 10, 99].map((step) => history.paths[0].snapshotAt("weights", step)?.step ?? null);
  assert.deepEqual(found, [null, 0, 0, 10, 20]);
});
