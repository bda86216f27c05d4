"""Which shortcut a key stands for."""

import pytest

from tests.browser.core.conftest import Call

SHORTCUT = "(m, [key, code, shiftKey]) => m.shortcutOf({ key, code, shiftKey })"


@pytest.mark.parametrize(
    ("key", "code", "shortcut"),
    [
        ("d", "KeyD", "d"),
        ("D", "KeyD", "d"),
        ("Ｄ", "KeyD", "d"),
        ("ㅇ", "KeyD", "d"),
        ("ㅔ", "KeyP", "p"),
        ("в", "KeyD", "d"),
        ("δ", "KeyD", "d"),
        ("لا", "KeyB", "b"),
        ("Process", "KeyD", "d"),
        ("Process", "ArrowLeft", "ArrowLeft"),
        ("Process", "Space", " "),
        ("3", "Digit3", "3"),
        ("３", "Digit3", "3"),
        ("۳", "Digit3", "3"),
        ("ๅ", "Digit1", "1"),
        ("\u3000", "Space", " "),
        ("ข", "Minus", "-"),
        ("＝", "Equal", "="),
        ("ArrowLeft", "ArrowLeft", "ArrowLeft"),
        ("Home", "Numpad7", "Home"),
    ],
)
def test_keys_count_as_they_are_marked_or_else_by_their_place(call: Call, key: str, code: str, shortcut: str) -> None:
    assert call("keys", SHORTCUT, [key, code, False]) == shortcut


@pytest.mark.parametrize(
    ("layout", "key", "code", "shortcut"),
    [
        ("Dvorak", "e", "KeyD", "e"),
        ("Dvorak", "d", "KeyH", "d"),
        ("Dvorak", ",", "KeyW", ","),
        ("AZERTY", "a", "KeyQ", "a"),
        ("AZERTY", "é", "Digit2", "é"),
        ("AZERTY", "²", "Backquote", "Backquote"),
        ("QWERTZ", "z", "KeyY", "z"),
        ("Turkish", "ı", "KeyI", "ı"),
    ],
)
def test_a_latin_letter_counts_wherever_it_lies(call: Call, layout: str, key: str, code: str, shortcut: str) -> None:
    assert call("keys", SHORTCUT, [key, code, False]) == shortcut


@pytest.mark.parametrize(
    ("key", "code", "shortcut"),
    [
        ("?", "Slash", "?"),
        ("？", "Slash", "?"),
        ("ฦ", "Slash", "?"),
        ("?", "Digit7", "?"),
        ("!", "Digit1", "!"),
        ("Process", "Digit1", ""),
        ("ㄸ", "KeyE", "e"),
        ("Process", "Equal", "+"),
    ],
)
def test_with_shift(call: Call, key: str, code: str, shortcut: str) -> None:
    assert call("keys", SHORTCUT, [key, code, True]) == shortcut


def test_the_key_of_an_unknown_keyboard_is_none(call: Call) -> None:
    assert call("keys", SHORTCUT, ["Unidentified", "", False]) == ""
