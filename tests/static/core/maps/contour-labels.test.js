import assert from "node:assert/strict";
import { test } from "node:test";
import { labelPlaces } from "../../../../static/js/core/maps/contour-labels.js";
import { assertClose } from "../../support.js";

/** @typedef {import("../../../../static/js/core/maps/contours.js").Corner} Corner */
/** @typedef {import("../../../../static/js/core/maps/contour-labels.js").LabelPlace} LabelPlace */

const SIZE = { width: 400, height: 300 };

/**
 * @param {number} count
 * @param {(at: number) => Corner} corner
 * @returns {Corner[][]} one line
 */
const lineOf = (count, corner) => [Array.from({ length: count }, (_, at) => corner(at))];

const straight = (/** @type {number} */ y) => lineOf(41, (at) => [10 * at, y]);

/** @param {Corner[][][]} levels */
const places = (...levels) => labelPlaces(levels, SIZE);

test("every third level has a label where its line is straight", () => {
  const found = places(...[20, 50, 80, 110, 160, 210, 240].map(straight));
  assert.deepEqual(
    found.map((place) => place !== null),
    [false, true, false, false, true, false, false],
  );
  const { py, angle } = /** @type {LabelPlace} */ (found[1]);
  assertClose([py, angle], [50, 0]);
});

test("labels keep away from each other, from the borders and from bends", () => {
  const found = places(...[20, 100, 80, 110, 105].map(straight));
  const [one, other] = /** @type {LabelPlace[]} */ ([found[1], found[4]]);
  assert.ok(Math.hypot(one.px - other.px, one.py - other.py) > 80);
  assert.equal(places(straight(50), straight(4))[1], null);
  const turn = Math.PI / 36;
  const circle = lineOf(73, (at) => [200 + 20 * Math.cos(at * turn), 150 + 20 * Math.sin(at * turn)]);
  assert.equal(places(straight(50), circle)[1], null);
});

test("labels read from the left", () => {
  const down = lineOf(31, (at) => [300 - 5 * at, 20 + 8 * at]);
  const { angle } = /** @type {LabelPlace} */ (places(straight(50), down)[1]);
  assert.ok(Math.abs(angle) <= Math.PI / 2);
  assertClose(Math.tan(angle), -8 / 5);
});
