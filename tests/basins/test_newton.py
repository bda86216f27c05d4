"""Newton's method from many points at once."""

import numpy as np
import pytest

from app.basins.newton import stationary_points
from app.basins.tolerance import Reach
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import FormulaObjective
from app.objectives.geometry import Rectangle

REACH = Reach(0.1, 0.1)


def typed(expression: str) -> FormulaObjective:
    return FormulaObjective(expression, (), Rectangle.square(5))


def test_newton_tells_a_minimum_from_a_saddle_and_from_flat_ground() -> None:
    waves = FormulaObjective("sin(x)*sin(y)", (), Rectangle.square(5))
    x, y = np.array([[1.6, -1.5], [1.6, 1.5], [0.02, 0.01]]).T
    points = stationary_points(waves, x, y, Reach(0.5, 0.5))
    assert (points.minimum.tolist(), points.other.tolist()) == ([True, False, False], [False, True, True])
    assert (points.x[0], points.y[0]) == pytest.approx((np.pi / 2, -np.pi / 2), abs=1e-15)
    flat = stationary_points(FormulaObjective("1", (), Rectangle.square(5)), x, y, REACH)
    assert not (flat.minimum | flat.other).any()


def test_a_quadratic_is_solved_in_one_step_whatever_its_axes() -> None:
    """The mixed derivative is 3 here: it turns the axes, and counts twice in the determinant."""
    bowl = typed("2*(x - 1)**2 + 3*(x - 1)*(y + 2) + 5*(y + 2)**2")
    points = stationary_points(bowl, np.array([0.5, 3.0]), np.array([-1.0, 4.0]), Reach(10.0, 10.0))
    np.testing.assert_allclose(points.x, 1.0, atol=1e-12)
    np.testing.assert_allclose(points.y, -2.0, atol=1e-12)
    assert points.minimum.all()
    assert not points.other.any()


@pytest.mark.parametrize(
    ("mixed", "minimum"), [(0.0, True), (1.9, True), (-1.9, True), (2.1, False), (-2.1, False), (5.0, False)]
)
def test_the_determinant_tells_bowls_from_saddles(mixed: float, minimum: bool) -> None:
    points = stationary_points(typed(f"x**2 + {mixed}*x*y + y**2"), np.array([0.05]), np.array([0.02]), REACH)
    assert (bool(points.minimum[0]), bool(points.other[0])) == (minimum, not minimum)


def test_a_maximum_is_no_minimum() -> None:
    points = stationary_points(typed("-x**2 - y**2"), np.array([0.05]), np.array([0.02]), REACH)
    assert (points.minimum.tolist(), points.other.tolist()) == ([False], [True])


@pytest.mark.parametrize("power", [4, 6])
def test_where_the_curvature_vanishes_the_kind_is_not_known(power: int) -> None:
    points = stationary_points(typed(f"x**{power} + y**2"), np.array([0.001]), np.array([0.02]), REACH)
    assert not points.minimum[0]
    assert not points.other[0]


def test_only_points_within_reach_count() -> None:
    x = np.array([0.09, 0.11, -0.11, 0.0, 0.0])
    y = np.array([0.0, 0.0, 0.0, 0.21, -0.19])
    points = stationary_points(SURFACES["bowl"].objective({}), x, y, Reach(0.1, 0.2))
    assert points.minimum.tolist() == [True, False, False, False, True]


def test_settings_are_those_of_the_objective() -> None:
    bowl = FormulaObjective("a*x**2 + (y - b)**2", (("a", 2.0), ("b", 0.05)), Rectangle.square(5))
    points = stationary_points(bowl, np.array([0.03]), np.array([0.0]), REACH)
    assert (points.x[0], points.y[0]) == pytest.approx((0.0, 0.05), abs=1e-12)
