import assert from "node:assert/strict";
import { stepsSaid } from "../../../../static/js/core/lesson/pipeline.js";
import { testEach } from "../../support.js";

const BEFORE = { probabilities: [0.2, 0.8], loss: 1.609 };
const AFTER = { probabilities: [0.5, 0.5], loss: 0.6931 };

testEach(
  "what steps on a picture did",
  [
    [0, AFTER, [1.609, 0.6931], "ready"],
    [1, AFTER, [1.609, 0.6931], "fell"],
    [1, { ...AFTER, loss: 9.0 }, [1.609, 9.0], "rose"],
    [2, null, [1.609, 9.0], "lost"],
  ],
  (steps, after, losses, said) => {
    const pipeline = { classes: ["cat", "coffee"], label: "cat", before: BEFORE, after, losses };
    const found = stepsSaid(/** @type {any} */ (pipeline), steps);
    assert.equal(found.said, said);
    assert.equal(found.values.share, "20.0 %");
    if (said === "fell") assert.deepEqual([found.values.new_loss, found.values.new_share], ["0.6931", "50.0 %"]);
  },
);
