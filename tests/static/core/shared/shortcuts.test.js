import assert from "node:assert/strict";
import { test } from "node:test";
import { shortcutOf } from "../../../../static/js/core/shared/shortcuts.js";
import { testEach } from "../../support.js";

testEach(
  "a key counts as it is marked or else by its place",
  [
    ["d", "KeyD", "d"],
    ["D", "KeyD", "d"],
    ["Ｄ", "KeyD", "d"],
    ["ㅇ", "KeyD", "d"],
    ["ㅔ", "KeyP", "p"],
    ["в", "KeyD", "d"],
    ["δ", "KeyD", "d"],
    ["لا", "KeyB", "b"],
    ["Process", "KeyD", "d"],
    ["Process", "ArrowLeft", "ArrowLeft"],
    ["Process", "Space", " "],
    ["3", "Digit3", "3"],
    ["３", "Digit3", "3"],
    ["۳", "Digit3", "3"],
    ["ๅ", "Digit1", "1"],
    ["\u3000", "Space", " "],
    ["ข", "Minus", "-"],
    ["＝", "Equal", "="],
    ["ArrowLeft", "ArrowLeft", "ArrowLeft"],
    ["Home", "Numpad7", "Home"],
  ],
  (key, code, shortcut) => assert.equal(shortcutOf({ key, code, shiftKey: false }), shortcut),
);

testEach(
  "a Latin letter counts wherever it lies",
  [
    ["Dvorak", "e", "KeyD", "e"],
    ["Dvorak", "d", "KeyH", "d"],
    ["Dvorak", ",", "KeyW", ","],
    ["AZERTY", "a", "KeyQ", "a"],
    ["AZERTY", "é", "Digit2", "é"],
    ["AZERTY", "²", "Backquote", "Backquote"],
    ["QWERTZ", "z", "KeyY", "z"],
    ["Turkish", "ı", "KeyI", "ı"],
  ],
  (_layout, key, code, shortcut) => assert.equal(shortcutOf({ key, code, shiftKey: false }), shortcut),
);

testEach(
  "with shift a key counts as its upper sign",
  [
    ["?", "Slash", "?"],
    ["？", "Slash", "?"],
    ["ฦ", "Slash", "?"],
    ["?", "Digit7", "?"],
    ["!", "Digit1", "!"],
    ["Process", "Digit1", ""],
    ["ㄸ", "KeyE", "e"],
    ["Process", "Equal", "+"],
  ],
  (key, code, shortcut) => assert.equal(shortcutOf({ key, code, shiftKey: true }), shortcut),
);

test("the key of an unknown keyboard is none", () => {
  assert.equal(shortcutOf({ key: "Unidentified", code: "", shiftKey: false }), "");
});
