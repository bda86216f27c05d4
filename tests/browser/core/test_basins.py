"""Grids of starts, and what their basins come to."""

from typing import Any

import pytest

from tests.browser.core.conftest import Call

BASINS = {
    "x": [0, 1, 2],
    "y": [0, 1],
    "minima": [{"x": 0, "y": 0, "loss": 0}, {"x": 2, "y": 0, "loss": 0}],
    "basin": [[0, 0, 1], [0, None, 1]],
}


LIMITS: dict[str, Any] = {
    "basin_starts": 65_536,
    "basin_work": 24_000_000,
    "basin_steps": {"low": 1, "high": 10_000},
    "axis_count": {"low": 2, "high": 512},
}


def test_shares_are_of_all_starts_the_last_of_those_that_end_nowhere(call: Call) -> None:
    assert call("basins", "(m, basins) => m.shares(basins)", BASINS) == pytest.approx([1 / 2, 1 / 3, 1 / 6])


def test_a_start_lies_at_a_border_if_its_right_or_lower_neighbour_ends_elsewhere(call: Call) -> None:
    assert call("basins", "(m, basins) => m.borderShare(basins)", BASINS) == pytest.approx(3 / 6)


@pytest.mark.parametrize(("steps", "most"), [(300, 65_536), (1000, 24_000), (10_000, 2_400)])
def test_the_grid_is_as_fine_as_the_server_allows(call: Call, steps: int, most: int) -> None:
    limits: dict[str, Any] = {**LIMITS, "basin_starts": 65_536, "basin_work": 24_000_000}
    grid = call(
        "basins",
        "(m, [steps, limits]) => m.gridFor({ width: 660, height: 500 }, steps, limits)",
        [steps, limits],
    )
    assert grid["columns"] * grid["rows"] <= most
    assert grid["columns"] / grid["rows"] == pytest.approx(660 / 500, rel=0.1)
    assert grid["columns"] * grid["rows"] > 0.8 * min(most, 660 * 500 / 9)


@pytest.mark.parametrize(
    "lowered",
    [
        {"basin_starts": 4},
        {"basin_starts": 441, "axis_count": {"low": 2, "high": 21}},
        {"basin_starts": 64, "basin_steps": {"low": 1, "high": 100}},
        {"basin_work": 65_536, "basin_steps": {"low": 1, "high": 1_000_000}},
        {"axis_count": {"low": 2, "high": 5}},
        {"axis_count": {"low": 40, "high": 512}},
    ],
)
@pytest.mark.parametrize("size", [(660, 500), (390, 300), (60, 900)])
def test_a_map_keeps_to_lower_limits(call: Call, lowered: dict[str, Any], size: tuple[int, int]) -> None:
    limits = LIMITS | lowered
    script = """(m, [[width, height], limits]) => {
      const steps = m.stepsFor(5000, limits);
      return { steps, ...m.gridFor({ width, height }, steps, limits) };
    }"""
    found = call("basins", script, [size, limits])
    starts = found["columns"] * found["rows"]
    assert 1 <= found["steps"] <= limits["basin_steps"]["high"]
    assert starts <= limits["basin_starts"]
    assert starts * found["steps"] <= limits["basin_work"]
    for count in (found["columns"], found["rows"]):
        assert limits["axis_count"]["low"] <= count <= limits["axis_count"]["high"]
