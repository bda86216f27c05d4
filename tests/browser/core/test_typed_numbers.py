"""Numbers as people type and paste them."""

import pytest

from tests.browser.core.conftest import Call

READINGS = "(m, text) => m.readingsOf(text)"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-3", 0.001),
        (".5", 0.5),
        ("7.", 7),
        ("+5", 5),
        ("0,01", 0.01),
        ("1,5e3", 1500),
        (",5", 0.5),
        ("\u22122", -2),
        ("\u20132", -2),
        ("- 5", -5),
        ("1e\u22123", 0.001),
        ("\u00a012\u2009", 12),
        ("\u200b15\ufeff", 15),
        ("１２．５", 12.5),
        ("－３", -3),
        ("1 000", 1000),
        ("1\u00a0000", 1000),
        ("12\u2009345\u2009678,5", 12_345_678.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,000,000", 1_000_000),
        ("1.000.000", 1_000_000),
        ("1 000.000", 1000),
        ("1.000e3", 1000),
        ("0.000", 0),
        ("0,001", 0.001),
        ("1.234", 1.234),
        ("1234.500", 1234.5),
    ],
)
def test_what_can_be_read_in_one_way_is_read(call: Call, text: str, value: float) -> None:
    assert call("typed-numbers", READINGS, text) == [value]


@pytest.mark.parametrize(
    ("text", "decimals", "thousands"),
    [
        ("1.000", 1, 1000),
        ("1,000", 1, 1000),
        ("2.500", 2.5, 2500),
        ("1,234", 1.234, 1234),
        ("-10.000", -10, -10_000),
        ("100,250", 100.25, 100_250),
    ],
)
def test_a_separator_that_may_be_either_has_two_readings(
    call: Call, text: str, decimals: float, thousands: float
) -> None:
    assert call("typed-numbers", READINGS, text) == [decimals, thousands]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "1e999",
        "0x10",
        "NaN",
        "Infinity",
        "--1",
        "1e",
        ".",
        "1 0",
        "1,2,3",
        "1.2.3",
        "0.000.000",
        "5²",
        "1\u200b5",
        "½",
        "1.234,567,8",
    ],
)
def test_what_is_no_number_has_none(call: Call, text: str) -> None:
    assert call("typed-numbers", READINGS, text) == []


MEANING = "(m, [text, low, high, whole]) => m.meaningOf(text, { range: { low, high }, whole })"


@pytest.mark.parametrize(
    ("text", "low", "high", "whole", "offers"),
    [
        ("1.000", 1, 5000, True, [1, 1000]),
        ("2.000", 1, 200, True, [2]),
        ("2.500", 1, 5000, True, [2500]),
        ("1.500", 1e-6, 10, False, [1.5]),
        ("1,250", 1, 200, True, []),
        ("-10.000", 0, 200, False, []),
        ("abc", 0, 200, False, []),
        ("201", 1, 200, True, []),
        ("2.5", 1, 200, True, []),
    ],
)
def test_only_readings_that_are_allowed_are_offered(
    call: Call, text: str, low: float, high: float, whole: bool, offers: list[float]
) -> None:
    meaning = call("typed-numbers", MEANING, [text, low, high, whole])
    assert meaning == {"value": None, "offers": offers}


def test_a_text_that_can_be_read_in_one_way_needs_no_offer(call: Call) -> None:
    assert call("typed-numbers", MEANING, ["1 000", 1, 5000, True]) == {"value": 1000, "offers": []}
