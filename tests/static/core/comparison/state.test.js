import assert from "node:assert/strict";
import { test } from "node:test";
import {
  comparisonOf,
  firstVisit,
  fitting,
  formatState,
  parseState,
} from "../../../../static/js/core/comparison/state.js";
import { testEach } from "../../support.js";

const OFFERED = ["pixels", "color", "hog", "hog+color", "words", "convnet"];

/**
 * @param {string[]} installed
 * @param {object} [limits]
 * @returns {any} what there is to choose from, each data set with 1,600 training examples
 */
function catalogue(installed, limits = {}) {
  return {
    datasets: installed.map((id) => ({ id, train: 1600 })),
    features: OFFERED,
    quick: OFFERED.slice(0, 4),
    limits: {
      epochs: { low: 1, high: 1000 },
      seed: { low: 0, high: 2 ** 53 - 1 },
      training_steps: { low: 1, high: 100_000 },
      ...limits,
    },
  };
}

testEach(
  "epochs keep to lower limits",
  [
    [{ epochs: { low: 1, high: 3 } }, 3],
    [{ training_steps: { low: 1, high: 200 } }, 8],
    [{ training_steps: { low: 1, high: 20 } }, 1],
    [{ training_steps: { low: 1, high: 1 } }, 1],
  ],
  (lowered, epochs) => {
    const some = catalogue(["patches", "textures"], lowered);
    const chosen = [firstVisit(some), parseState("epochs=30", some)];
    assert.deepEqual(
      chosen.map((state) => fitting(state, some).epochs),
      [epochs, epochs],
    );
  },
);

test("epochs that a data set may not take stay chosen", () => {
  const some = catalogue(["digits", "patches"], { training_steps: { low: 1, high: 200 } });
  some.datasets[0].train = 64;
  const chosen = parseState("data=patches&epochs=30", some);
  assert.equal(fitting(chosen, some).epochs, 8);
  assert.equal(fitting({ ...chosen, data: ["digits"] }, some).epochs, 30);
});

test("the address holds every choice and features stay in the order of history", () => {
  const some = catalogue(["digits"]);
  const state = parseState("#feature=words&feature=hog%2Bcolor&data=digits&model=svm&epochs=3&seed=2", some);
  assert.deepEqual(state, {
    data: ["digits"],
    model: "svm",
    epochs: 3,
    seed: 2,
    features: ["hog+color", "words"],
  });
  assert.deepEqual(parseState(formatState(state), some), state);
});

testEach(
  "an address that is not understood is the first visit",
  [[""], ["data=narnia&model=x&epochs=0&seed=-1&feature=cnn"], ["feature=<script>&%E0"]],
  (fragment) => {
    assert.deepEqual(parseState(fragment, catalogue(["digits", "patches"])).data, ["patches", "textures"]);
    const state = parseState(fragment, catalogue(["cifar10"]));
    assert.deepEqual(state.data, ["cifar10"]);
    assert.deepEqual(state.features, ["pixels", "color", "hog", "hog+color"]);
  },
);

/**
 * @param {any} some catalogue
 * @returns {[string, string[], number | null]} data set, features and batch size of a request; null for the default
 */
function requested(some) {
  /** @type {any} */
  const { dataset, features, optimizer } = comparisonOf(firstVisit(some), "textures", ["hog"], some);
  return [dataset, features, optimizer?.gradient.size ?? null];
}

testEach(
  "batches grow where an epoch would take too many steps",
  [
    [100_000, null],
    [25, null],
    [20, 80],
    [1, 1600],
  ],
  (max, size) => {
    const some = catalogue(["patches", "textures"], { training_steps: { low: 1, high: max } });
    assert.deepEqual(requested(some), ["textures", ["hog"], size]);
  },
);

testEach(
  "batches hold no more examples than there are",
  [
    [1, 1],
    [63, 63],
    [64, null],
  ],
  (examples, size) => {
    const some = catalogue(["patches", "textures"]);
    some.datasets[1].train = examples;
    assert.equal(requested(some)[2], size);
  },
);
