import assert from "node:assert/strict";
import { test } from "node:test";
import { meaningOf, readingsOf } from "../../../../static/js/core/shared/typed-numbers.js";
import { testEach } from "../../support.js";

testEach(
  "a text with one reading is that number",
  [
    ["1e-3", 0.001],
    [".5", 0.5],
    ["7.", 7],
    ["+5", 5],
    ["0,01", 0.01],
    ["1,5e3", 1500],
    [",5", 0.5],
    ["\u22122", -2],
    ["\u20132", -2],
    ["- 5", -5],
    ["1e\u22123", 0.001],
    ["\u00a012\u2009", 12],
    ["\u200b15\ufeff", 15],
    ["１２．５", 12.5],
    ["－３", -3],
    ["1 000", 1000],
    ["1\u00a0000", 1000],
    ["12\u2009345\u2009678,5", 12_345_678.5],
    ["1,234.5", 1234.5],
    ["1.234,5", 1234.5],
    ["1,000,000", 1_000_000],
    ["1.000.000", 1_000_000],
    ["1 000.000", 1000],
    ["1.000e3", 1000],
    ["0.000", 0],
    ["0,001", 0.001],
    ["1.234", 1.234],
    ["1234.500", 1234.5],
  ],
  (text, value) => assert.deepEqual(readingsOf(text), [value]),
);

testEach(
  "a separator that may be either has two readings",
  [
    ["1.000", 1, 1000],
    ["1,000", 1, 1000],
    ["2.500", 2.5, 2500],
    ["1,234", 1.234, 1234],
    ["-10.000", -10, -10_000],
    ["100,250", 100.25, 100_250],
  ],
  (text, decimals, thousands) => assert.deepEqual(readingsOf(text), [decimals, thousands]),
);

testEach(
  "a text that is no number has no reading",
  [
    [""],
    ["abc"],
    ["1e999"],
    ["0x10"],
    ["NaN"],
    ["Infinity"],
    ["--1"],
    ["1e"],
    ["."],
    ["1 0"],
    ["1,2,3"],
    ["1.2.3"],
    ["0.000.000"],
    ["5²"],
    ["1\u200b5"],
    ["½"],
    ["1.234,567,8"],
  ],
  (text) => assert.deepEqual(readingsOf(text), []),
);

testEach(
  "only readings that are allowed are offered",
  [
    ["1.000", 1, 5000, true, [1, 1000]],
    ["2.000", 1, 200, true, [2]],
    ["2.500", 1, 5000, true, [2500]],
    ["1.500", 1e-6, 10, false, [1.5]],
    ["1,250", 1, 200, true, []],
    ["-10.000", 0, 200, false, []],
    ["abc", 0, 200, false, []],
    ["201", 1, 200, true, []],
    ["2.5", 1, 200, true, []],
  ],
  (text, low, high, whole, offers) => {
    assert.deepEqual(meaningOf(text, { range: { low, high }, whole }), { value: null, offers });
  },
);

test("a text with one reading needs no offer", () => {
  const meaning = meaningOf("1 000", { range: { low: 1, high: 5000 }, whole: true });
  assert.deepEqual(meaning, { value: 1000, offers: [] });
});
