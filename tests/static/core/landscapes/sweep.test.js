import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isAtThreshold,
  lowestPoint,
  measuredRate,
  streamSweep,
  sweepSteps,
  sweepValues,
} from "../../../../static/js/core/landscapes/sweep.js";
import { assertClose, testEach, withFetch } from "../../support.js";

/** @type {any} */
const LIMITS = { sweep_values: { low: 1, high: 401 }, sweep_steps: 20_000_000 };
const RANGE = { low: 1e-4, high: 0.1 };

test("values are evenly spaced in their logarithm", () => {
  const values = sweepValues(RANGE, 300, LIMITS);
  assert.deepEqual([values.length, values[0], values.at(-1)], [41, 1e-4, 0.1]);
  assertClose(values[20], 10 ** -2.5, 1e-5);
});

test("long runs are swept with fewer values", () => {
  const values = sweepValues(RANGE, 1e6, LIMITS);
  assert.deepEqual([values.length, values[0], values.at(-1)], [20, 1e-4, 0.1]);
});

testEach(
  "a sweep keeps to lower limits",
  [
    [{ sweep_values: { low: 1, high: 5 } }, 300, 5],
    [{ sweep_values: { low: 1, high: 1 } }, 300, 1],
    [{ sweep_steps: 1000 }, 300, 3],
    [{ sweep_steps: 400 }, 200, 2],
    [{ sweep_steps: 1 }, 1, 1],
  ],
  (lowered, steps, count) => {
    const limits = { ...LIMITS, ...lowered };
    const found = sweepSteps(300, limits);
    const values = sweepValues(RANGE, found, limits);
    assert.deepEqual([found, values.length], [steps, count]);
    for (const value of values) assert.ok(value >= 1e-4 && value <= 0.1);
  },
);

testEach("a rate is measured from the tail of a path", [[0.99], [0.9], [1.01]], (rate) => {
  const norms = Float64Array.from({ length: 301 }, (_, step) => rate ** step * (1 + 0.5 * (step % 2)));
  assertClose(measuredRate(norms, 300), rate, 5e-3);
});

test("a short path shows no rate", () => {
  assert.equal(measuredRate(new Float64Array(301).fill(1), 60), null);
});

testEach(
  "a sweep is complete or fails",
  [
    ['{"type":"done"}', ["sweep", "point", "done"], null],
    ['{"type":"error","title":"Gave up","status":500}', ["sweep", "point"], "ServerProblem"],
    ["", ["sweep", "point"], "ConnectionLost"],
  ],
  async (last, expected, failure) => {
    /** @type {string[]} */
    const types = [];
    const read = async () => {
      for await (const { type } of streamSweep({}, new AbortController().signal)) types.push(type);
    };
    const answer = async () => new Response(`{"type":"sweep"}\n{"type":"point","value":1}\n${last}\n`);
    const error = await withFetch(answer, () =>
      read().then(
        () => null,
        (caught) => caught.constructor.name,
      ),
    );
    assert.deepEqual(types, expected);
    assert.equal(error, failure);
  },
);

test("the lowest of those that did not diverge is the best", () => {
  /** @type {any[]} */
  const points = [
    { loss: 3, fate: "steps" },
    { loss: 1, fate: "steps" },
    { loss: 0.5, fate: "diverged" },
    { loss: null, fate: "diverged" },
  ];
  assert.deepEqual([lowestPoint(points), lowestPoint(points.slice(2))], [1, 0]);
});

test("a threshold is where theory puts it, as well as it was measured", () => {
  const near = [0.02, 0.0199, 0.038, null].map((value) =>
    isAtThreshold(/** @type {any} */ ({ low: 0.01997, high: 0.02002 }), value),
  );
  assert.deepEqual(near, [true, true, false, false]);
});
