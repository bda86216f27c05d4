import assert from "node:assert/strict";
import { test } from "node:test";
import { toCsv } from "../../../../static/js/core/classifiers/exports.js";

test("a run is exported as a table", () => {
  /** @type {any} */
  const path = {
    epoch: [0, 0.5],
    second: [0.1, 0.2],
    loss: [2.3, null],
    batchLoss: [2.3, 2],
    trainAccuracy: [0.1, null],
    testAccuracy: [0.1, null],
  };
  const [head, ...rows] = toCsv(['=Adam, "a"'], [path]).split("\r\n");
  assert.equal(head, "optimizer,step,epoch,seconds,loss,batch_loss,train_accuracy,test_accuracy");
  assert.deepEqual(rows, ['"\'=Adam, ""a""",0,0,0.1,2.3,2.3,0.1,0.1', '"\'=Adam, ""a""",1,0.5,0.2,,2,,', ""]);
});
