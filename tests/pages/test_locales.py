"""Both languages have the same texts, and a visitor gets the requested one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pages.locales import Catalogue, flatten, negotiate, read_catalogue
from app.texts import LANGUAGES

ENGLISH, KOREAN = (read_catalogue(language) for language in LANGUAGES)


def test_both_catalogues_have_the_same_keys() -> None:
    assert ENGLISH.words.keys() == KOREAN.words.keys()


def test_both_texts_have_the_same_placeholders() -> None:
    english, korean = (
        {key: set(re.findall(r"\{(\w*)\}", text)) for key, text in catalogue.words.items()}
        for catalogue in (ENGLISH, KOREAN)
    )
    assert [key for key in english if english[key] != korean[key]] == []


@pytest.mark.parametrize("catalogue", [ENGLISH, KOREAN], ids=LANGUAGES)
def test_no_text_is_empty_or_padded(catalogue: Catalogue) -> None:
    assert [key for key, text in catalogue.words.items() if not text or text != text.strip()] == []


def test_no_particle_that_goes_by_a_sound_follows_what_is_filled_in_but_with_its_other_form() -> None:
    both = r"은\(는\)"
    particles = r"(은|는|이|가|을|를|과|와|로|으로)(?![가-힣])"
    follows = re.compile(rf"}}[’”\")]*(?!{both})({particles}|(은|이|을|과)\(|\(으\)로)")
    assert [key for key, text in KOREAN.words.items() if follows.search(text)] == []


def test_nested_keys_are_joined_with_dots() -> None:
    assert dict(flatten({"a": {"b": {"c": "x"}, "d": "y"}})) == {"a.b.c": "x", "a.d": "y"}


def test_placeholders_are_filled() -> None:
    catalogue = Catalogue("en", {"greeting": "Hello, {name}"})
    assert catalogue.t("greeting", name="Ada") == "Hello, Ada"


@pytest.mark.parametrize(
    ("requested", "accepted", "language"),
    [
        (None, "", "en"),
        (None, "ko", "ko"),
        (None, "ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        (None, "en;q=0.5, ko;q=0.7", "ko"),
        (None, "fr, en;q=0.2", "en"),
        (None, "fr", "en"),
        (None, "ko;q=0, en", "en"),
        (None, "ko;q=high", "en"),
        ("ko", "en", "ko"),
        ("en", "ko", "en"),
        ("klingon", "ko", "ko"),
    ],
)
def test_the_language_asked_for(requested: str | None, accepted: str, language: str) -> None:
    assert negotiate(requested, accepted) == language


@given(st.text() | st.none(), st.text())
def test_any_header_gives_a_language(requested: str | None, accepted: str) -> None:
    assert negotiate(requested, accepted) in LANGUAGES
