import assert from "node:assert/strict";
import { test } from "node:test";
import { fromTop, placeInPlane, signedShare, weightColour } from "../../../../static/js/core/classifiers/drawings.js";
import { testEach } from "../../support.js";

const COLOURS = { positive: [200, 100, 0], negative: [0, 100, 200] };
const PANEL = [250, 240, 230];

testEach(
  "a weight is a share of the largest of its filter",
  [
    [255, 1],
    [128, 0],
    [1, -1],
  ],
  (level, share) => assert.equal(signedShare(level), share),
);

testEach(
  "positive weights have one colour, negative ones another, and none that of the panel",
  [
    [255, COLOURS.positive],
    [1, COLOURS.negative],
    [128, PANEL],
  ],
  (level, colour) => assert.deepEqual(weightColour(level, PANEL, COLOURS), colour),
);

test("smaller weights are nearer to the panel", () => {
  const [red] = weightColour(128 + 63.5, PANEL, COLOURS);
  assert.equal(red, 225);
  const [less] = weightColour(128 - 63.5, PANEL, COLOURS);
  assert.equal(less, 125);
});

test("the row of the highest y is drawn at the top, and each row from left to right", () => {
  const rows = [
    [0, 0, 1],
    [2, 0, 1],
  ];
  assert.deepEqual(fromTop(rows), [
    [2, 0, 1],
    [0, 0, 1],
  ]);
  assert.deepEqual(rows[0], [0, 0, 1]);
});

testEach(
  "x grows to the right and y upwards",
  [
    [10, -2, { left: 0, top: 300 }],
    [50, -2, { left: 300, top: 300 }],
    [10, 4, { left: 0, top: 0 }],
    [20, 2, { left: 75, top: 100 }],
  ],
  (x, y, place) => {
    const { left, top } = placeInPlane(x, y, { x: [10, 30, 50], y: [-2, 0, 4] }, 300);
    assert.deepEqual({ left: Math.round(left), top: Math.round(top) }, place);
  },
);
