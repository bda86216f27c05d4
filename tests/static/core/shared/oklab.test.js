import assert from "node:assert/strict";
import { test } from "node:test";
import { hexFromOklab, oklabFromHex, spread } from "../../../../static/js/core/shared/oklab.js";
import { assertClose } from "../../support.js";

test("hex survives Oklab", () => {
  const colours = ["#1a6382", "#fbf6ea", "#000000", "#ffffff", "#41b7c7"];
  assert.deepEqual(
    colours.map((colour) => hexFromOklab(oklabFromHex(colour))),
    colours,
  );
});

test("lightness follows Ottosson", () => {
  assertClose(oklabFromHex("#ff0000"), [0.62796, 0.22486, 0.12585], 0, 1e-4);
});

test("stops are kept and spread", () => {
  const colours = spread(["#000000", "#808080", "#ffffff"], 5);
  assert.deepEqual([colours[0], colours[2], colours[4]], ["#000000", "#808080", "#ffffff"]);
  assert.equal(colours.length, 5);
});
