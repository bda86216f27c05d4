import assert from "node:assert/strict";
import { test } from "node:test";
import { formatFragment, parseFragment } from "../../../../static/js/core/landscapes/fragment.js";
import { catalogue, PANELS } from "../../catalogue.js";

const parse = (/** @type {string} */ fragment) => parseFragment(fragment, catalogue, PANELS);
const roundTrip = (/** @type {string} */ fragment) => formatFragment(parse(fragment));

test("everything comes back", () => {
  const fragment = [
    "surface=ill_conditioned_bowl&condition=50&start=0.5,-1&seed=7&steps=123",
    "&optimizer=momentum,learning_rate:0.003,momentum:0.8,gradient:numeric:0.0001,schedule:step:10:0.5,slot:5,hidden",
    "&optimizer=random_search&optimizer=adam,learning_rate:0.1,beta1:0.9,beta2:0.999,epsilon:1e-8,",
    "gradient:noisy:0.5,schedule:cosine",
    "&view=-1,1,-0.5,0.5&mode=relief&heights=rank&camera=1,1.2,0.5&at=60&speed=max&curves=evaluations&hide=minima,draws",
  ].join("");
  assert.equal(roundTrip(fragment), fragment);
});

test("typed texts come back to the letter", () => {
  const fragment = [
    "surface=own&expression=x**2%20%2B%20sin(y)%2C%201%3A2%20%26%20%25&start=1,2&seed=0&steps=300",
    "&optimizer=custom,base:adam,learning_rate:0.3,momentum:0.9,alpha:0.99,beta1:0.9,beta2:0.999,epsilon:1e-8,",
    "weight_decay:0.01&source=m%20%3D%20g%0Aw%20%3D%20w%20-%20lr*m",
    "&optimizer=custom,learning_rate:0.01,momentum:0.9,alpha:0.99,beta1:0.9,beta2:0.999,epsilon:1e-8,",
    "weight_decay:0.01,slot:5&source=w%20%3D%20w&panel=step&h=0.001&slope=2*x&slope=2*y%20%2B%201&sweep=0.001,1&subject=1",
  ].join("");
  assert.equal(roundTrip(fragment), fragment);
  const lab = parse(fragment);
  assert.equal(lab.expression, "x**2 + sin(y), 1:2 & %");
  assert.deepEqual(
    lab.optimizers.map(({ source }) => source),
    ["m = g\nw = w - lr*m", "w = w"],
  );
  assert.deepEqual(
    lab.optimizers.map(({ base }) => base),
    ["adam", null],
  );
});

test("a typed loss without a text is the first visit", () => {
  for (const fragment of ["surface=own", "surface=own&expression=%20"]) {
    const lab = parse(fragment);
    assert.deepEqual([lab.surface, lab.expression], ["beale", null]);
  }
});

test("writing what was read changes nothing more", () => {
  const once = roundTrip("#surface=beale&steps=12&optimizer=adam&optimizer=adam");
  assert.equal(roundTrip(once), once);
});

test("an empty address is the first visit", () => {
  const lab = parse("");
  assert.deepEqual([lab.surface, lab.steps, lab.seed, lab.at], ["beale", 300, 0, null]);
  assert.deepEqual(
    lab.optimizers.map(({ rule, settings }) => [rule, settings.learning_rate ?? null]),
    [
      ["gradient_descent", 0.01],
      ["momentum", 0.01],
      ["adam", 0.3],
      ["random_search", null],
    ],
  );
});

test("a number that is out of range takes its default", () => {
  const lab = parse(
    "surface=beale&steps=0&start=1e99,0&seed=-1&optimizer=momentum,momentum:2,learning_rate:abc&at=999",
  );
  assert.deepEqual([lab.steps, lab.start, lab.seed, lab.at], [300, { x: 0.75, y: 1.5 }, 0, null]);
  assert.deepEqual(lab.optimizers[0].settings, { learning_rate: 0.01, momentum: 0.9 });
});

test("more than the maximum is the maximum", () => {
  const { steps, seed } = parse("surface=beale&steps=5000000&seed=1e30&optimizer=adam");
  const { limits } = catalogue;
  assert.deepEqual([steps, seed], [limits.steps.high, limits.seed.high]);
});

test("a schedule drops after whole steps", () => {
  const lab = parse("surface=beale&optimizer=adam,schedule:step:10.4:0.5");
  assert.deepEqual(lab.optimizers[0].schedule, { kind: "step", every: 10, factor: 0.5 });
});

test("sources and schedules keep to the limits of the server, whatever they are", () => {
  const narrow = { low: 2, high: 3 };
  const limits = { ...catalogue.limits, h: narrow, sigma: narrow, every: narrow, factor: narrow };
  const fragment = [
    "surface=beale&optimizer=adam,gradient:numeric:2.5,schedule:step:3:2.5",
    "optimizer=adam,gradient:numeric:0.1,schedule:step:10:0.5",
    "optimizer=adam,gradient:noisy:0.5",
  ].join("&");
  const [inside, outside, noisy] = parseFragment(fragment, { ...catalogue, limits }, PANELS).optimizers;
  assert.deepEqual(inside.gradient, { kind: "numeric", h: 2.5 });
  assert.deepEqual(inside.schedule, { kind: "step", every: 3, factor: 2.5 });
  assert.deepEqual(outside.gradient, { kind: "numeric", h: 2 });
  assert.deepEqual(outside.schedule, { kind: "step", every: 3, factor: 2 });
  assert.deepEqual(noisy.gradient, { kind: "noisy", sigma: 2 });
});
