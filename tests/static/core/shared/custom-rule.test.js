import assert from "node:assert/strict";
import { test } from "node:test";
import {
  changedLines,
  faultyRule,
  asCustomRule,
  builtInOriginal,
  usesLearningRate,
  settingsUsed,
} from "../../../../static/js/core/shared/custom-rule.js";
import { catalogue } from "../../catalogue.js";

test("a rule opens with its own lines and goes back", () => {
  const method = /** @type {any} */ (catalogue.methods.get("adam"));
  const settings = Object.fromEntries(method.settings.map((/** @type {any} */ one) => [one.name, one.default]));
  /** @type {any} */
  const optimizer = { rule: "adam", source: null, base: null, settings, slot: 4 };
  const custom = asCustomRule(optimizer, catalogue);
  assert.deepEqual([custom.rule, custom.base, custom.slot], ["custom", "adam", 4]);
  assert.ok(custom.source?.startsWith("m = beta1*m"));
  assert.equal(custom.settings.beta2, 0.999);
  assert.deepEqual(builtInOriginal(custom, catalogue), optimizer);
});

test("only settings that the lines read are offered", () => {
  const read = (/** @type {string} */ source) =>
    settingsUsed({ source }, /** @type {any} */ (catalogue.methods.get("custom"))).map(({ name }) => name);
  assert.deepEqual(read("m = beta1*m + g\nw = w - lr*m"), ["learning_rate", "beta1"]);
  assert.deepEqual(read("momentum = 0.9*momentum + g\nw = w - lr*momentum"), ["learning_rate"]);
});

test("changed lines are those that were not there", () => {
  const before = "m = beta1*m + g\nw = w - lr*m";
  assert.deepEqual(changedLines("m = 0.5*m + g\n\n  w = w - lr*m  ", before), [true, false, false]);
});

test("lines that the server refused are found", () => {
  const locations = [["seed"], ["seed", "optimizers[12].source"], ["run.optimizers[1].source"]];
  const found = locations.map((each) => faultyRule(each.map((location) => ({ location, message: "" }))));
  assert.deepEqual(found, [null, 12, null]);
});

test("a rule that does not read lr ends alike with every learning rate", () => {
  const sources = [null, "w = w - lr*g", "slr = 1\nw = w - 0.1*g"];
  assert.deepEqual(
    sources.map((source) => usesLearningRate({ source })),
    [true, true, false],
  );
});
