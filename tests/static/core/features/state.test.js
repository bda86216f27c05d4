import assert from "node:assert/strict";
import { test } from "node:test";
import { FIRST_VISIT, formatState, parseState } from "../../../../static/js/core/features/state.js";
import { testEach } from "../../support.js";

/** @type {any} */
const OFFERED = { photographs: ["coffee", "cat"], readings: ["pixels", "color", "hog", "sift", "words"] };

test("the address holds every choice", () => {
  /** @type {any} */
  const state = {
    picture: "cat",
    second: "coffee",
    reading: "color",
    change: "half",
    cell: 16,
    orientations: 12,
    normalized: true,
    colours: "joint",
    codebook: "0123456789ab",
  };
  assert.deepEqual(parseState(`#${formatState(state)}`, OFFERED), state);
});

testEach(
  "a broken address is a first visit",
  [[""], ["#"], ["#picture=../x&cell=1e9&reading=<b>&change=__proto__"], ["#%%%"], ["#&&==&"], ["#reading=cnn"]],
  (fragment) => assert.deepEqual(parseState(fragment, OFFERED), FIRST_VISIT),
);
