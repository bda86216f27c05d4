"""Direct search, for minima where Newton's method fails."""

import numpy as np
import pytest

from app.basins.direct_search import GOLDEN_ANGLE, RING, ROSE, at_bottom, lowest_nearby
from app.basins.tolerance import Reach
from app.objectives.formulas import FormulaObjective
from app.objectives.geometry import Rectangle

REACH = Reach(0.2, 0.1)


def typed(expression: str) -> FormulaObjective:
    return FormulaObjective(expression, (), Rectangle.square(5))


@pytest.mark.parametrize(
    "expression",
    [
        "abs(x - 1) + abs(y + 1)",
        "sqrt((x - 1)**2 + (y + 1)**2)",
        "max(abs(x - 1), 3*abs(y + 1))",
    ],
)
def test_kinks_and_cusps_are_found(expression: str) -> None:
    offsets = np.array([(0.0, 0.0), (0.05, 0.02), (-0.1, 0.03), (0.15, -0.07)])
    x, y = lowest_nearby(typed(expression), 1 + offsets[:, 0], -1 + offsets[:, 1], REACH)
    np.testing.assert_allclose(x, 1, atol=1e-9)
    np.testing.assert_allclose(y, -1, atol=1e-9)


def test_the_given_points_stay_as_they_are() -> None:
    x, y = np.array([0.1]), np.array([0.05])
    lowest_nearby(typed("abs(x) + abs(y)"), x, y, REACH)
    assert (x[0], y[0]) == (0.1, 0.05)


def test_points_that_leave_the_reach_give_up() -> None:
    x, _ = lowest_nearby(typed("x"), np.array([0.0]), np.array([0.0]), REACH)
    assert -0.2 - 0.25 * 0.2 <= x[0] < -0.2


def test_points_without_a_loss_stay_where_they_are() -> None:
    x, y = lowest_nearby(typed("abs(x) + abs(y) + 0*log(x + 0.5)"), np.array([-1.0, 0.1]), np.array([0.0, 0.01]), REACH)
    assert (x[0], y[0]) == (-1.0, 0.0)
    assert (x[1], y[1]) == pytest.approx((0.0, 0.0), abs=1e-6)


@pytest.mark.parametrize(
    ("expression", "bottom"),
    [
        ("x**2 + y**2", True),
        ("abs(x) + abs(y)", True),
        ("x**4 + y**4", True),
        ("sqrt(x**2 + y**2)", True),
        ("x**2", False),
        ("x**2 - y**2", False),
        ("0*x", False),
        ("-x**2 - y**2", False),
        ("x", False),
        ("log(x**2 + y**2)", False),
        ("x**2 + 1e-12*y**2", False),
        ("sqrt(-1 - x**2)", False),
    ],
)
def test_a_bottom_rises_in_every_direction_and_is_no_pit(expression: str, bottom: bool) -> None:
    assert at_bottom(typed(expression), np.zeros(1), np.zeros(1), REACH).tolist() == [bottom]


def test_the_ring_is_a_sixteenth_of_the_reach() -> None:
    """A wall of the well lies inside of the ring, or outside."""
    for share, bottom in ((0.9, True), (1.1, False)):
        well = typed(f"max(0, hypot(x/0.2, y/0.1) - {share * RING})")
        assert at_bottom(well, np.zeros(1), np.zeros(1), REACH).tolist() == [bottom]
    assert RING == 1 / 16


def test_directions_are_spread_evenly_and_never_repeat() -> None:
    np.testing.assert_allclose(np.diff(ROSE.ravel()), 2 * np.pi / 16)
    assert ROSE[0] == 0
    assert pytest.approx(np.pi * (3 - 5**0.5)) == GOLDEN_ANGLE
