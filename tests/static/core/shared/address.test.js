import assert from "node:assert/strict";
import { test } from "node:test";
import {
  choice,
  choices,
  count,
  fieldsOf,
  flag,
  index,
  nullable,
  number,
  numbers,
  readState,
  unlessUsual,
  writeState,
  writtenIf,
} from "../../../../static/js/core/shared/address.js";
import { testEach } from "../../support.js";

/** @type {any} */
const TABLE = {
  colour: choice("colour", () => ["red", "dark+blue"]),
  sizes: choices("size", ({ sizes }) => sizes, 2),
  share: unlessUsual(
    number("share", () => ({ low: 0, high: 1 })),
    0.5,
  ),
  steps: count("steps", ({ steps }) => steps),
  place: nullable(index("place", ({ sizes }) => sizes.length)),
  corner: nullable(
    numbers("corner", 2, () => ({ low: -9, high: 9 }), { from: ([x, y]) => ({ x, y }), to: ({ x, y }) => [x, y] }),
  ),
  round: writtenIf(flag("round"), (_, { colour }) => colour === "red"),
};
const KNOWN = { sizes: ["s", "m", "l"], steps: { low: 1, high: 100 } };
const DEFAULTS = { colour: "red", sizes: ["m"], share: 0.5, steps: 10, place: null, corner: null, round: false };

/** @param {string} fragment */
function read(fragment) {
  return readState(TABLE, fieldsOf(fragment), KNOWN, DEFAULTS);
}

test("every property is written in the order of the table, and read back", () => {
  const state = {
    colour: "dark+blue",
    sizes: ["s", "l"],
    share: 0.25,
    steps: 7,
    place: 2,
    corner: { x: -1, y: 2.5 },
    round: false,
  };
  const fragment = "colour=dark%2Bblue&size=s&size=l&share=0.25&steps=7&place=2&corner=-1,2.5";
  assert.equal(writeState(TABLE, state), fragment);
  assert.deepEqual(read(`#${fragment}`), state);
});

test("what is usual, null or out of place is not written", () => {
  assert.equal(writeState(TABLE, DEFAULTS), "colour=red&size=m&steps=10");
  assert.equal(writeState(TABLE, { ...DEFAULTS, round: true }), "colour=red&size=m&steps=10&round");
  assert.equal(
    writeState(TABLE, { ...DEFAULTS, colour: "dark+blue", round: true }),
    "colour=dark%2Bblue&size=m&steps=10",
  );
});

testEach(
  "what is not understood takes its default",
  [
    [""],
    ["colour=green&size=xl&share=2&steps=0&place=3&corner=1"],
    ["share=x&steps=1.5&place=1.5&corner=1,99&%E0%A4%A&&==&"],
  ],
  (fragment) => assert.deepEqual(read(fragment), DEFAULTS),
);

testEach(
  "some of what is asked for is taken",
  [
    ["size=l&size=m&size=s", { sizes: ["s", "m"] }],
    ["steps=1e30", { steps: 100 }],
    ["colour=dark+blue", { colour: "dark+blue" }],
    ["round", { round: true }],
  ],
  (fragment, taken) => assert.deepEqual(read(fragment), { ...DEFAULTS, ...taken }),
);
