"""Characters that people type or paste and do not mean, or do not see."""

import pytest

from tests.browser.core.conftest import Call


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("plain 1,5", "plain 1,5"),
        ("1\u00a0x", "1⟨U+00A0⟩x"),
        ("1\u200b5", "1⟨U+200B⟩5"),
        ("가\u3164나", "가⟨U+3164⟩나"),
        ("\ud800", "⟨U+D800⟩"),
        ("👍" * 41, "👍" * 40 + "…"),
    ],
)
def test_what_is_quoted_can_be_seen(call: Call, text: str, quoted: str) -> None:
    literal = "".join(f"\\u{{{ord(character):x}}}" for character in text)
    assert call("characters", f'(m) => m.quotable("{literal}")') == quoted


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("airplane", "air"),
        ("고양이들", "고양이"),
        ("e\u0301te\u0301s", "e\u0301te\u0301"),
        ("👩‍👩‍👧🇰🇷👍🏽x", "👩‍👩‍👧🇰🇷👍🏽"),
        ("ab", "ab"),
    ],
)
def test_a_name_is_cut_between_characters_as_they_are_seen(call: Call, text: str, first: str) -> None:
    assert call("characters", "(m, text) => m.firstCharacters(text, 3)", text) == first


def test_full_width_characters_are_narrowed(call: Call) -> None:
    assert call("characters", "(m) => m.narrowed('ｗ\u3000＝ ｗ－１。')") == "w = w-1。"
