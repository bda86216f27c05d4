import assert from "node:assert/strict";
import {
  edgesOutcome,
  huesOutcome,
  vectorOutcome,
  wordsOutcome,
} from "../../../../static/js/core/lesson/feature-outcomes.js";
import { testEach } from "../../support.js";

testEach(
  "numbers of a picture",
  [
    [600, "600", "one"],
    [1800, "1,800", "three"],
    [256, "256", "colours"],
  ],
  (length, written, answer) => {
    assert.deepEqual(vectorOutcome(/** @type {any} */ ({ shape: [20, 30, 3], length })), {
      answer,
      values: { width: 30, height: 20, length: written },
    });
  },
);

testEach(
  "shares of hues that a shuffle leaves",
  [
    [95, "all"],
    [94, "half"],
    [25, "half"],
    [24, "little"],
  ],
  (kept, answer) => {
    const histograms = (/** @type {number[]} */ hue) => ({ rgb: { r: [1], g: [1], b: [1] }, hue, joint: [[[1]]] });
    const counts = {
      as_is: histograms([100, 0]),
      shuffled: histograms([kept, 100 - kept]),
      half: histograms([100, 0]),
    };
    assert.equal(huesOutcome(/** @type {any} */ (counts)).answer, answer);
  },
);

testEach(
  "what becomes of edges",
  [
    [[1.0, 1.0], "alike"],
    [[0.5, 0.5], "half"],
    [[0.0, 1.4], "other"],
    [[2.0, 2.0], "other"],
  ],
  (values, answer) => {
    const edges = (/** @type {number[]} */ bins) => ({ histogram: [[bins]], normalized: [[bins]] });
    const changed = { as_is: edges([1.0, 1.0]), shuffled: edges([1.0, 0.0]), half: edges(values) };
    assert.equal(edgesOutcome(/** @type {any} */ (changed)).answer, answer);
  },
);

testEach(
  "words that are used",
  [
    [99, "few"],
    [100, "some"],
    [500, "some"],
    [501, "most"],
  ],
  (used, answer) => {
    const histogram = [1200, ...Array(used - 1).fill(1), ...Array(1000 - used).fill(0)];
    assert.deepEqual(wordsOutcome(/** @type {any} */ ({ histogram })), {
      answer,
      values: { used: String(used), words: "1,000", count: "1,200" },
    });
  },
);
