import assert from "node:assert/strict";
import {
  accuracyAnswer,
  costAnswer,
  noiseAnswer,
  raceAnswer,
  sweepAnswer,
} from "../../../../static/js/core/lesson/answers.js";
import { testEach } from "../../support.js";

testEach(
  "who wins with few weights and with many",
  [
    [[0.03, 2.8], [0.26, 0.97], "split"],
    [[3.1, 2.8], [0.26, 0.97], "steps"],
    [[0.03, 2.8], [0.98, 0.97], "guesses"],
    [[3.1, 2.8], [0.98, 0.97], "reverse"],
  ],
  (losses, accuracies, answer) => {
    const [few, many] = [losses, accuracies].map(([guess, step]) => ({ guess, step }));
    assert.equal(raceAnswer(few, many), answer);
  },
);

testEach(
  "how much longer the numeric gradient takes",
  [
    [2.9, "alike"],
    [3, "tens"],
    [99, "tens"],
    [100, "hundreds"],
  ],
  (ratio, answer) => assert.equal(costAnswer(ratio), answer),
);

testEach(
  "what a smaller h does",
  [
    [[4e-2, 4e-10, 9e-5], "worse"],
    [[4e-2, 4e-10, null], "worse"],
    [[4e-2, 4e-6, 4e-10], "better"],
    [[0.5, 0.48, 0.48], "same"],
  ],
  (errors, answer) => {
    const sweep = errors.map((/** @type {number | null} */ central, /** @type {number} */ index) => ({
      h: 10 ** -index,
      central,
      forward: null,
    }));
    assert.equal(sweepAnswer(sweep), answer);
  },
);

testEach(
  "how much noise is left",
  [
    [0.5, 0.5, "same"],
    [0.524, 0.259, "half"],
    [0.5, 0.13, "quarter"],
    [0.5, 0.6, "same"],
  ],
  (few, many, answer) => assert.equal(noiseAnswer(few, many), answer),
);

testEach(
  "whether the network recognises more",
  [
    [0.975, 0.95, "more"],
    [0.95, 0.953, "alike"],
    [0.9, 0.95, "fewer"],
  ],
  (network, linear, answer) => assert.equal(accuracyAnswer(network, linear), answer),
);
