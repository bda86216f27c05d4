import assert from "node:assert/strict";
import { test } from "node:test";
import { firstCharacters, narrowed, quotable } from "../../../../static/js/core/shared/characters.js";
import { testEach } from "../../support.js";

testEach(
  "every character of a quoted text can be seen",
  [
    ["plain 1,5", "plain 1,5"],
    ["1\u00a0x", "1⟨U+00A0⟩x"],
    ["1\u200b5", "1⟨U+200B⟩5"],
    ["가\u3164나", "가⟨U+3164⟩나"],
    ["\ud800", "⟨U+D800⟩"],
    ["👍".repeat(41), `${"👍".repeat(40)}…`],
  ],
  (text, quoted) => assert.equal(quotable(text), quoted),
);

testEach(
  "a name is cut between characters as they are seen",
  [
    ["airplane", "air"],
    ["고양이들", "고양이"],
    ["e\u0301te\u0301s", "e\u0301te\u0301"],
    ["👩‍👩‍👧🇰🇷👍🏽x", "👩‍👩‍👧🇰🇷👍🏽"],
    ["ab", "ab"],
  ],
  (text, first) => assert.equal(firstCharacters(text, 3), first),
);

test("full-width characters are narrowed", () => {
  assert.equal(narrowed("ｗ\u3000＝ ｗ－１。"), "w = w-1。");
});
