"""Names keep what makes their characters, and lose what is not seen."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.datasets.names import cleaned

WHOLE = {
    "a family": "👨‍👩‍👧‍👦",
    "a heart on fire": "❤️‍🔥",
    "a woman with a skin tone who runs": "🏃🏽‍♀️",
    "a head that shakes": "🙂‍↔️",
    "the flag of pirates": "🏴‍☠️",
    "the flag of England": "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "a keycap": "1️⃣",
    "a flag of two letters": "🇰🇷",
    "an emoji of a later Unicode than Python's": "\U0001fae9",
    "Persian": "می‌خواهم",
    "Hindi with a joiner": "क्‍ष",
    "Hindi with a non-joiner": "क्‌ष",
    "Sinhala": "ශ්‍රී",
    "Malayalam, at the end": "അവന്‍",
    "Bengali": "র‍্যাব",
    "Korean": "강아지",
    "Hebrew with vowels": "שָׁלוֹם",
    "Thai": "น้ำ",
}


@pytest.mark.parametrize("name", WHOLE.values(), ids=WHOLE)
def test_what_makes_a_character_stays(name: str) -> None:
    composed = unicodedata.normalize("NFC", name)
    assert cleaned(name) == composed
    assert cleaned(unicodedata.normalize("NFD", name)) == composed


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        (" cats\t", "cats"),
        ("c\x07a\x1bt\x00s\x7f", "cats"),
        ("\u202egpj.exe", "gpj.exe"),
        ("\u2066a\u2069\u200e\u200f\u061cb", "ab"),
        ("c\u200bat\ufeffs\u00ad\u2060", "cats"),
        ("ca\u200dt\u200cs", "cats"),
        ("\u200d\u200ccats\u200d", "cats"),
        ("👨\u200d\u200d👩", "👨👩"),
        ("👨\u200d", "👨"),
        ("cat\u200d👩", "cat👩"),
        ("🏴\U000e0067\U000e0062", "🏴"),
        ("cats\U000e0067\U000e007f", "cats"),
        ("e\u202e\u0301", "é"),
        ("e\u200d\u0301", "é"),
        ("\ue000\U000f0000\ufdd0cats", "cats"),
        ("\ud800cats", "cats"),
        ("\u200d\u202e ", ""),
    ],
)
def test_what_is_not_seen_goes(name: str, seen: str) -> None:
    assert cleaned(name) == seen


@given(st.text())
def test_names_are_cleaned_once(name: str) -> None:
    once = cleaned(name)
    assert cleaned(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Co") for character in once)
    assert not any(character in once for character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@given(st.text("ab가각강\u1100\u1161\u11a8👨👩🏴\ufe0f\u200c\u200d\u202e\U000e0067\U000e007fمیक्ष\u0301 "))
@example("\U000e007f\u200d\U0001f3f4")
def test_names_of_joiners_are_cleaned_once(name: str) -> None:
    once = cleaned(name)
    assert cleaned(once) == once
    assert cleaned(unicodedata.normalize("NFD", once)) == once
