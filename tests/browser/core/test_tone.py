"""The tone of a loss."""

import math

import pytest

from tests.browser.core.conftest import Call


def test_it_is_the_logarithm_above_the_lowest_in_units_of_a_low_percentile(call: Call) -> None:
    rows = [[float(value) for value in range(200)]]
    tone = call("tone", "(m, rows) => m.toneOfLandscape(rows)", rows)
    assert (tone["minimum"], tone["scale"]) == (0, 2)
    assert tone["highest"] == pytest.approx(math.log1p(199 / 2))


def test_holes_do_not_count(call: Call) -> None:
    tone = call("tone", "(m) => m.toneOfLandscape([[null, 3, 4], [5, null, 7]])")
    assert tone["minimum"] == 3


@pytest.mark.parametrize("rows", [[[2.0, 2.0]], [[None, None]], [[1.0, 1.0, 1.0, 9.0]]])
def test_any_landscape_has_one(call: Call, rows: list[list[float | None]]) -> None:
    tone = call("tone", "(m, rows) => m.toneOfLandscape(rows)", rows)
    assert tone["scale"] > 0
    assert tone["highest"] > 0


def test_fourteen_contours_lie_between_lowest_and_highest(call: Call) -> None:
    levels = call("tone", "(m) => m.contourLevels({ minimum: 0, scale: 1, highest: 15 })")
    assert levels == {"start": 1, "size": 1, "end": 14}
