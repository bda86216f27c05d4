import assert from "node:assert/strict";
import { test } from "node:test";
import {
  allowed,
  FIRST_VISIT,
  fitting,
  formatState,
  parseState,
  runOf,
} from "../../../../static/js/core/classifiers/state.js";
import { catalogue } from "../../catalogue.js";
import { testEach } from "../../support.js";

/** @type {any} */
const DIGITS = { kind: "images", train: 1347 };
const { limits, methods } = catalogue;
const KNOWN = {
  data: ["digits", "moons"],
  features: ["pixels", "hog", "hog+color"],
  panels: ["weights", "gradients"],
  methods,
  limits,
};

/** @param {string} fragment */
function parse(fragment) {
  return fitting(allowed(parseState(fragment, KNOWN), limits), DIGITS, limits);
}

test("the address holds every choice", () => {
  const fragment = [
    "data=moons&feature=pixels&model=mlp&regularization=0.01&hidden=8&start=random&seed=7&epochs=30",
    "&optimizer=adam,0.005,64,beta1:0.8,beta2:0.999,epsilon:1e-8,schedule:step:46:0.5",
    "&optimizer=gradient_descent,0.1,all,schedule:cosine&optimizer=gradient_descent,0.1,numeric",
    "&optimizer=custom,0.02,32,base:momentum,momentum:0.9,alpha:0.99,beta1:0.9,beta2:0.999,epsilon:1e-8,",
    "weight_decay:0.01&source=v%20%3D%20momentum*v%20%2B%20g%0Aw%20%3D%20w%20-%20lr*v",
    "&optimizer=local_search,scale:0.2",
    "&by=second&show=1&panel=gradients&plane=hessian&view=relief",
  ].join("");
  const state = parse(`#${fragment}`);
  assert.deepEqual(state.runners[0], {
    rule: "adam",
    source: null,
    base: null,
    settings: { learning_rate: 0.005, beta1: 0.8, beta2: 0.999, epsilon: 1e-8 },
    schedule: { kind: "step", every: 46, factor: 0.5 },
    batch: 64,
  });
  const typed = state.runners[3];
  assert.deepEqual([typed.base, typed.source], ["momentum", "v = momentum*v + g\nw = w - lr*v"]);
  assert.equal(formatState(state), fragment);
});

testEach(
  "an address that is not understood is the first visit",
  [
    [""],
    ["data=narnia&model=oracle&feature=smell&epochs=0&seed=-1&hidden=x&regularization=NaN&by=year&show=99&panel=x"],
    ["optimizer=sgd,0.1,64&optimizer=adam,-1,64&optimizer=adam,0.1,0&optimizer=adam,0.1,1e9&optimizer=,,"],
    ["optimizer=custom&optimizer=custom,x,64&source=w%20=%&source="],
    ["data=<script>alert(1)</script>&%E0%A4%A"],
  ],
  (fragment) => {
    const state = parse(fragment);
    assert.deepEqual({ ...state, shown: FIRST_VISIT.shown }, FIRST_VISIT);
    assert.ok(state.shown >= 0 && state.shown < 4);
  },
);

test("a broken part of an optimizer takes its default", () => {
  const [broken, adam, bare] = parse(
    "optimizer=custom,-1,64&source=lost&optimizer=custom,0.1,64,base:narnia,momentum:7,schedule:tango&source=w%20=%" +
      "&optimizer=adam,0.1,64,source:x,base:momentum,schedule:step:2.4:9&optimizer=custom,0.1,64",
  ).runners;
  assert.deepEqual([broken.source, broken.base, broken.schedule], ["w =%", null, { kind: "constant" }]);
  assert.equal(broken.settings.momentum, 0.9);
  assert.deepEqual([adam.source, adam.base], [null, null]);
  assert.deepEqual(adam.schedule, { kind: "step", every: 2, factor: 0.5 });
  assert.equal(bare.source, "v = momentum*v + g\nw = w - lr*v");
});

test("a state becomes a run", () => {
  /** @type {any} */
  const run = runOf(
    parse(
      "model=mlp&start=random&optimizer=adam,0.1,32,schedule:cosine&optimizer=custom,0.1,numeric&source=w%20%3D%20g" +
        "&optimizer=random_search",
    ),
  );
  assert.deepEqual(run.objective, {
    kind: "classifier",
    dataset: "digits",
    feature: "pixels",
    model: "mlp",
    regularization: 1e-4,
    hidden: 32,
  });
  const sent = JSON.parse(JSON.stringify(run));
  assert.ok(!("start" in sent));
  const of = (/** @type {string} */ name) =>
    sent.optimizers.map((/** @type {any} */ optimizer) => optimizer[name] ?? null);
  assert.deepEqual(of("gradient"), [{ kind: "minibatch", size: 32 }, { kind: "numeric", h: 1e-2 }, null]);
  assert.deepEqual(of("schedule"), [{ kind: "cosine" }, null, null]);
  assert.deepEqual(of("source"), [null, "w = g", null]);
  assert.deepEqual(sent.optimizers[2], { rule: "random_search" });
});

/**
 * @param {object} changes to the first visit
 * @param {any} dataset
 * @param {object} lowered limits
 */
function fitted(changes, dataset, lowered) {
  const lower = { ...limits, ...lowered };
  return fitting(allowed({ ...FIRST_VISIT, ...changes }, lower), dataset, lower);
}

test("parts that do not fit are changed", () => {
  const changes = { feature: "hog", model: "convnet" };
  const points = fitted(changes, { kind: "points", train: 200 }, {});
  assert.deepEqual([points.feature, points.model], ["pixels", "mlp"]);
  assert.equal(fitted(changes, DIGITS, {}).feature, "pixels");
});

test("choices keep to lower limits", () => {
  const lowered = {
    optimizers: { low: 1, high: 2 },
    epochs: { low: 1, high: 3 },
    hidden: { low: 1, high: 16 },
    seed: { low: 0, high: 0 },
  };
  const state = fitted({ seed: 7 }, DIGITS, lowered);
  assert.deepEqual(
    state.runners.map(({ batch }) => batch),
    ["all", 128],
  );
  assert.deepEqual([state.shown, state.epochs, state.hidden, state.seed], [1, 3, 16, 0]);
});

testEach(
  "no optimizer takes more steps than the server allows",
  [
    [200, 4, ["all", 128, 64, 32]],
    [10, 1, ["all", 135, 135, 135]],
  ],
  (max, epochs, batches) => {
    const state = fitted({}, DIGITS, { training_steps: { low: 1, high: max } });
    assert.equal(state.epochs, epochs);
    assert.deepEqual(
      state.runners.map(({ batch }) => batch),
      batches,
    );
  },
);

test("no batch holds more examples than there are", () => {
  const state = fitted({}, { kind: "images", train: 40 }, {});
  assert.deepEqual(
    state.runners.map(({ batch }) => batch),
    ["all", 40, 40, 32],
  );
});

testEach(
  "models with hidden layers start at random weights in a link that does not say how",
  [
    ["model=softmax", "zeros"],
    ["model=svm&optimizer=adam,0.01,64", "zeros"],
    ["data=digits&feature=pixels&model=mlp&optimizer=momentum,0.05,64", "random"],
    ["model=convnet", "random"],
    ["model=mlp&start=zeros", "zeros"],
    ["model=mlp&start=elsewhere", "random"],
    ["model=softmax&start=random", "random"],
  ],
  (fragment, start) => assert.equal(parse(fragment).start, start),
);
