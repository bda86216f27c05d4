"""What is read of the gradient check of a classifier, without a document."""

from typing import Any

import pytest

from tests.browser.core.conftest import Call

CHECK = {
    "relative_error": [1e-9, 2e-4, None, 3e-4, 1e-8],
    "kinks": [
        {"dimension": 4, "relu": 1, "pool": 0, "hinge": 0},
        {"dimension": 1, "relu": 2, "pool": 1, "hinge": 0},
    ],
}


@pytest.mark.parametrize(
    ("seconds", "unit", "amount"),
    [
        (3.14e-5, "microseconds", 31),
        (9.1e-4, "milliseconds", 0.91),
        (0.0991, "milliseconds", 99),
        (0.63, "seconds", 0.63),
        (119.6, "seconds", 120),
        (3768, "minutes", 63),
        (7200, "hours", 2),
    ],
)
def test_a_duration_is_told_in_a_unit_that_is_short_to_read(
    call: Call, seconds: float, unit: str, amount: float
) -> None:
    duration = call("classifiers/check", "(m, seconds) => m.durationOf(seconds)", seconds)
    assert duration == {"unit": unit, "amount": amount}


def test_the_weights_that_agree_least_come_first(call: Call) -> None:
    assert call("classifiers/check", "(m, check) => m.worstFirst(check)", CHECK) == [2, 3, 1, 4, 0]


def test_the_worst_kink_is_that_of_the_weight_that_agrees_least(call: Call) -> None:
    def worst(check: dict[str, Any]) -> Any:
        return call("classifiers/check", "(m, check) => m.worstKink(check) ?? null", check)

    assert worst(CHECK)["dimension"] == 1
    assert worst({**CHECK, "kinks": []}) is None
