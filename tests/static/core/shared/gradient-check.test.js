import assert from "node:assert/strict";
import { test } from "node:test";
import {
  errorAt,
  faultKey,
  smallestError,
  widthAt,
  wrongGradient,
} from "../../../../static/js/core/shared/gradient-check.js";
import { assertClose, testEach } from "../../support.js";

testEach(
  "a fault has its sentence",
  [
    [{ kind: "sign", term: null, expected: null }, "sign"],
    [{ kind: "term", term: "2*x", expected: "4*x" }, "term"],
    [{ kind: "term", term: null, expected: "4*x" }, "missing"],
    [{ kind: "term", term: "2*x", expected: null }, "surplus"],
  ],
  (fault, key) => assert.equal(faultKey(fault), key),
);

test("a wrong gradient is wrong by x alone", () => {
  assert.deepEqual(wrongGradient(/** @type {any} */ ({ surface: "bowl" }), ["2*x", "2*y"]), ["-(2*x)", "2*y"]);
});

test("a place across the axis is a width", () => {
  const widths = [0, 2 / 3, 1].map((share) => widthAt(share, { low: 1e-15, high: 1 }));
  assertClose(widths, [1e-15, 1e-5, 1], 1e-6, 0);
});

test("the handle stays on the curve", () => {
  const sweep = [
    [1e-2, 1e-4],
    [1e-4, 1e-8],
    [1e-6, 1e-6],
  ].map(([h, central]) => ({ h, central, forward: null }));
  assert.equal(smallestError(sweep)?.h, 1e-4);
  const between = [1, 1e-3, 1e-4, 1e-5, 1e-9].map((h) => errorAt(sweep, h));
  assertClose(between, [1e-4, 1e-6, 1e-8, 1e-7, 1e-6]);
});
