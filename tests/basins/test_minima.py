"""Finding minima from points near them."""

import numpy as np
import pytest

from app.basins.minima import NONE, find_minima
from app.basins.newton import stationary_points
from app.basins.tolerance import Reach
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import FormulaObjective
from app.objectives.geometry import Rectangle
from app.objectives.surfaces import Surface

REACH = Reach(0.1, 0.1)
SMOOTH = [surface for surface in SURFACES.values() if surface.smooth]


@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)
def test_every_known_minimum_is_found_from_points_around_it(surface: Surface) -> None:
    known = np.array([(minimum.x, minimum.y) for minimum in surface.minima])
    around = known[:, np.newaxis] + np.array([(0.01, 0.02), (-0.02, 0.01), (0.015, -0.02)])
    x, y = around.reshape(-1, 2).T
    found = find_minima(surface.objective({}), x, y, REACH)
    assert (found.index != NONE).all()
    places = np.array([(minimum.x, minimum.y) for minimum in found.minima])[found.index]
    assert places == pytest.approx(np.repeat(known, 3, axis=0), abs=1e-8)
    losses = [found.minima[index].loss for index in found.index]
    assert losses == pytest.approx(np.repeat([minimum.loss for minimum in surface.minima], 3), abs=1e-9)


@pytest.mark.parametrize("surface", [surface for surface in SMOOTH if surface.saddles], ids=lambda surface: surface.id)
def test_saddles_are_no_minima(surface: Surface) -> None:
    x, y = np.array(surface.saddles).T
    found = find_minima(surface.objective({}), x, y, REACH)
    assert found.minima == ()


def test_newton_tells_a_minimum_from_a_saddle_and_from_flat_ground() -> None:
    waves = FormulaObjective("sin(x)*sin(y)", (), Rectangle.square(5))
    x, y = np.array([[1.6, -1.5], [1.6, 1.5], [0.02, 0.01]]).T
    points = stationary_points(waves, x, y, Reach(0.5, 0.5))
    assert (points.minimum.tolist(), points.other.tolist()) == ([True, False, False], [False, True, True])
    assert (points.x[0], points.y[0]) == pytest.approx((np.pi / 2, -np.pi / 2), abs=1e-15)
    flat = stationary_points(FormulaObjective("1", (), Rectangle.square(5)), x, y, REACH)
    assert not (flat.minimum | flat.other).any()


def test_the_lowest_comes_first_and_equals_stand_from_left_to_right() -> None:
    wells = FormulaObjective("(x**2 - 1)**2 + (y**2 - 1)**2 - 0.1*x", (), Rectangle.square(5))
    x, y = np.array([(-1.0, 1.0), (1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)]).T
    found = find_minima(wells, x, y, Reach(0.2, 0.2))
    assert [(round(minimum.x), round(minimum.y)) for minimum in found.minima] == [(1, -1), (1, 1), (-1, -1), (-1, 1)]
    assert found.index.tolist() == [3, 1, 0, 2]


def test_points_beyond_reach_have_none() -> None:
    bowl = SURFACES["bowl"].objective({})
    found = find_minima(bowl, np.array([0.09, 0.11, 5.0]), np.array([0.0, 0.0, 1e300]), REACH)
    assert found.index.tolist() == [0, NONE, NONE]


def test_no_points_have_no_minima() -> None:
    assert find_minima(SURFACES["bowl"].objective({}), np.empty(0), np.empty(0), REACH).minima == ()
