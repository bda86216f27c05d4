"""Numbers as people read and type them."""

import pytest

from tests.browser.core.conftest import Call


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1.6e-12, "1.6e-12"),
        (0.0077617, "0.007762"),
        (-2.5, "−2.500"),
        (9999.4, "9999"),
        (9999.7, "10,000"),
        (12345.678, "12,346"),
        (-12345.678, "−12,346"),
        (2.5e7, "2.5e7"),
        (0.000999, "1.0e-3"),
    ],
)
def test_measures_have_four_digits_or_an_exponent(call: Call, value: float, text: str) -> None:
    assert call("format", "(m, v) => m.formatMeasure(v)", value) == text


def test_what_is_not_finite_is_a_dash(call: Call) -> None:
    assert call("format", "(m) => [NaN, Infinity].map(m.formatMeasure)") == ["–", "–"]


def test_settings_are_as_short_as_they_can_be(call: Call) -> None:
    texts = call("format", "(m) => [0.01, 1e-5, 0.3, 0.1 + 0.2, 1e6].map((v) => m.formatSetting(v))")
    assert texts == ["0.01", "1e-5", "0.3", "0.3", "1e6"]


def test_counts_have_their_thousands_apart(call: Call) -> None:
    assert call("format", "(m) => [0, 999, 1200, 1000000].map(m.formatCount)") == ["0", "999", "1,200", "1,000,000"]


@pytest.mark.parametrize("text", ["", "abc", "1e999", "0x10", "1,5", "NaN", "--1", "1e", "Infinity"])
def test_what_is_no_number_is_refused(call: Call, text: str) -> None:
    assert call("format", "(m, text) => m.parseNumber(text)", text) is None


def test_numbers_are_read_as_people_write_them(call: Call) -> None:
    assert call("format", "(m) => ['1e-3', ' −2.5 ', '.5', '7.'].map(m.parseNumber)") == [0.001, -2.5, 0.5, 7]
