"""Finding minima from points near them."""

import numpy as np
import pytest

from app.basins import minima
from app.basins.minima import NONE, find_minima
from app.basins.tolerance import Reach
from app.interruption import checkpoints
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


def test_minima_closer_than_a_tenth_of_the_reach_are_one() -> None:
    """Two wells left and right of 0.25, where the searches of neighbours divide."""
    for half, count in ((0.11, 2), (0.03, 1)):
        wells = FormulaObjective(f"((x - 0.25)**2/{half**2} - 1)**2 + y**2", (), Rectangle.square(5))
        found = find_minima(wells, np.array([0.25 - half, 0.25 + half]), np.zeros(2), Reach(1.0, 1.0))
        assert len(found.minima) == count


@pytest.mark.parametrize(("x", "y"), [(0.1, 0.0), (-0.1, 0.0), (0.0, 0.05), (0.0, -0.05)])
def test_points_at_the_edge_of_the_reach_belong_to_the_minimum(x: float, y: float) -> None:
    bowl = SURFACES["bowl"].objective({})
    for share, index in ((0.999, 0), (1.001, NONE)):
        found = find_minima(bowl, np.array([share * x]), np.array([share * y]), Reach(0.1, 0.05))
        assert found.index.tolist() == [index]


@pytest.mark.parametrize("count", [1, 7, 10**6])
def test_the_portions_leave_no_trace(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(minima, "CANDIDATES", count)
    himmelblau = SURFACES["himmelblau"]
    known = np.array([(minimum.x, minimum.y) for minimum in himmelblau.minima])
    x, y = np.repeat(known, 5, axis=0).T + np.random.default_rng(0).uniform(-0.01, 0.01, (2, 20))
    met = 0

    def hook() -> None:
        nonlocal met
        met += 1

    with checkpoints(hook):
        found = find_minima(himmelblau.objective({}), x, y, Reach(0.02, 0.02))
    assert len(found.minima) == 4
    assert met > 40


def test_losses_that_differ_by_rounding_are_equal_and_stand_from_left_to_right() -> None:
    """The left of two wells is higher by 1e-9 of the rise: that is nothing. By a hundredth of it, it is second."""
    for difference, first in ((1e-12, -1), (1e-3, 1)):
        wells = FormulaObjective(f"(x**2 - 1)**2 + y**2 - {difference}*x", (), Rectangle.square(5))
        found = find_minima(wells, np.array([1.0, -1.0]), np.zeros(2), Reach(0.2, 0.2))
        assert [round(minimum.x) for minimum in found.minima] == [first, -first]
        assert found.index.tolist() == ([1, 0] if first == -1 else [0, 1])
