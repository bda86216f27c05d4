import assert from "node:assert/strict";
import { test } from "node:test";
import { formatCount, formatMeasure, formatSetting, parseNumber } from "../../../../static/js/core/shared/format.js";
import { testEach } from "../../support.js";

testEach(
  "measures have four digits or an exponent",
  [
    [0, "0"],
    [1.6e-12, "1.6e-12"],
    [0.0077617, "0.007762"],
    [-2.5, "−2.500"],
    [9999.4, "9999"],
    [9999.7, "10,000"],
    [12345.678, "12,346"],
    [-12345.678, "−12,346"],
    [2.5e7, "2.5e7"],
    [0.000999, "1.0e-3"],
  ],
  (value, text) => assert.equal(formatMeasure(value), text),
);

test("a number that is not finite is a dash", () => {
  assert.deepEqual([NaN, Infinity].map(formatMeasure), ["–", "–"]);
});

test("settings are as short as they can be", () => {
  const texts = [0.01, 1e-5, 0.3, 0.1 + 0.2, 1e6].map((value) => formatSetting(value));
  assert.deepEqual(texts, ["0.01", "1e-5", "0.3", "0.3", "1e6"]);
});

test("thousands of a count are set apart", () => {
  assert.deepEqual([0, 999, 1200, 1_000_000].map(formatCount), ["0", "999", "1,200", "1,000,000"]);
});

testEach(
  "a text that is no number is refused",
  [[""], ["abc"], ["1e999"], ["0x10"], ["1,5"], ["NaN"], ["--1"], ["1e"], ["Infinity"]],
  (text) => assert.equal(parseNumber(text), null),
);

test("numbers are read as people write them", () => {
  assert.deepEqual(["1e-3", " −2.5 ", ".5", "7."].map(parseNumber), [0.001, -2.5, 0.5, 7]);
});
