"""Maps of basins: every start has the minimum that a single run from there ends at."""

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from app.basins.basins import Basins, BasinStudy
from app.basins.minima import NONE
from app.engine.config import DescentConfig
from app.engine.descent_stepper import DescentStepper
from app.engine.endings import Stop
from app.engine.ensemble import Ensemble
from app.engine.gradient_sources import Noisy
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import FormulaObjective
from app.objectives.geometry import Rectangle
from app.optimizers.rules import RULES
from tests.engine.configs import columns, descent, whole

HIMMELBLAU = SURFACES["himmelblau"].objective({})
WINDOW = np.linspace(-5, 5, 200)
FOUR = [
    (-3.77931025, -3.28318599),
    (-2.80511809, 3.13131252),
    (3, 2),
    (3.58442834, -1.84812653),
]


def typed(expression: str) -> FormulaObjective:
    return FormulaObjective(expression, (), Rectangle.square(5))


def basins(
    objective: FormulaObjective,
    plan: DescentConfig,
    x: NDArray[np.float64] = WINDOW,
    y: NDArray[np.float64] = WINDOW,
    steps: int = 300,
) -> Basins:
    return BasinStudy(Ensemble(objective, plan, steps, 0), x, y).basins()


def boundary(basin: NDArray[np.intp]) -> float:
    """The share of starts whose right or lower neighbour has another minimum."""
    here = basin[:-1, :-1]
    return float(((here != basin[1:, :-1]) | (here != basin[:-1, 1:])).sum() / basin.size)


@pytest.mark.parametrize(("rule", "frayed"), [("gradient_descent", 0.011), ("momentum", 0.141)])
def test_himmelblau_has_four_basins_and_memory_frays_their_borders(rule: str, frayed: float) -> None:
    found = basins(HIMMELBLAU, descent(rule, 0.01))
    assert [(minimum.x, minimum.y) for minimum in found.minima] == [pytest.approx(place, abs=1e-8) for place in FOUR]
    assert [minimum.loss for minimum in found.minima] == pytest.approx([0] * 4, abs=1e-20)
    assert set(np.unique(found.basin)) - {NONE} == {0, 1, 2, 3}
    assert boundary(found.basin) == pytest.approx(frayed, abs=0.003)


@pytest.mark.parametrize("rule", ["gradient_descent", "momentum", "nesterov", "rmsprop", "adam"])
@pytest.mark.parametrize("surface", ["himmelblau", "three_hump_camel", "styblinski_tang"])
def test_sampled_starts_end_where_single_runs_end(surface: str, rule: str) -> None:
    chosen = SURFACES[surface]
    view, plan = chosen.view, descent(rule, chosen.learning_rates.of(RULES[rule].family))
    x, y = np.linspace(view.x.low, view.x.high, 61), np.linspace(view.y.low, view.y.high, 47)
    found = basins(chosen.objective({}), plan, x, y)
    sample = random.Random(0)
    for i, j in {(sample.randrange(61), sample.randrange(47)) for _ in range(40)}:
        start = float(x[i]), float(y[j])
        state, frames = whole(DescentStepper(chosen.objective({}), plan, start, 300, 0, Stop()))
        path = columns(frames)
        assert (found.basin[j, i], found.steps[j, i]) == fate(found, path, state.ended == "diverged")


def fate(found: Basins, path: dict[str, list[float | None]], diverged: bool) -> tuple[int, int]:
    """The minimum near the end of a path, and the first evaluation from which on the path is near it."""
    if diverged:
        return NONE, NONE
    points = np.array([path["x"], path["y"]], dtype=np.float64).T
    evaluations = [*range(0, len(points) - 1, found.every), len(points) - 1]
    for index, minimum in enumerate(found.minima):
        near = [found.reach.covers(*(points[step] - (minimum.x, minimum.y))) for step in evaluations]
        if near[-1]:
            return index, evaluations[
                len(evaluations) - next((k for k, there in enumerate(reversed(near)) if not there), len(near))
            ]
    return NONE, NONE


def test_rows_follow_y_and_columns_follow_x() -> None:
    found = basins(typed("(x**2 - 1)**2 + y**2"), descent("gradient_descent", 0.05), np.array([-2.0, 0.5, 1.0]), WINDOW)
    assert [minimum.x for minimum in found.minima] == pytest.approx([-1, 1])
    assert found.basin.shape == (200, 3)
    assert found.basin.T.tolist() == [[0] * 200, [1] * 200, [1] * 200]


def test_steps_count_until_a_path_is_near_for_good() -> None:
    """On a bowl with rate 1/4 the distance halves at every step, so it is within 0.2 after log2(distance/0.2)."""
    x = np.array([-5.0, 0.1, 0.3, 1.0, 5.0])
    found = basins(typed("x**2 + y**2"), descent("gradient_descent", 0.25), x, np.array([0.0, 10.0]), steps=60)
    assert (found.every, found.reach.x, found.reach.y) == (1, 0.2, 0.2)
    assert found.steps.tolist() == [[5, 0, 1, 3, 5], [6, 6, 6, 6, 6]]


def test_a_path_that_leaves_again_is_not_there_yet() -> None:
    """Momentum swings through the minimum; only the last time it comes near counts."""
    bowl, plan = typed("x**2 + y**2"), descent("momentum", 0.05)
    found = basins(bowl, plan, np.array([-5.0, 5.0]), np.array([0.0, 1.0]), steps=100)
    _, frames = whole(DescentStepper(bowl, plan, (5.0, 0.0), 100, 0, Stop()))
    near = [abs(x or 0.0) <= 0.2 for x in columns(frames)["x"]]
    assert found.steps[0, 1] == max(step for step, there in enumerate(near) if not there) + 1
    assert found.steps[0, 1] > near.index(True)


@pytest.mark.parametrize("expression", ["1", "x", "x**2", "-x**2 - y**2", "log(-1 - x**2)", "log(x**2 + y**2)", "x*y"])
def test_where_there_is_no_minimum_nothing_has_one(expression: str) -> None:
    found = basins(typed(expression), descent("momentum", 0.05), WINDOW[::4], WINDOW[::4])
    assert found.minima == ()
    assert (found.basin == NONE).all()
    assert (found.steps == NONE).all()


def test_the_ridge_that_leads_to_a_saddle_belongs_to_no_basin() -> None:
    saddle = SURFACES["saddle"].objective({})
    found = basins(saddle, descent("gradient_descent", 0.05), np.linspace(-2, 2, 21), np.linspace(-2, 2, 21))
    assert [minimum.y for minimum in found.minima] == pytest.approx([-(2**0.5), 2**0.5])
    assert (found.basin[10] == NONE).all()
    assert (found.basin[:10] == 0).all()
    assert (found.basin[11:] == 1).all()


def test_noise_shakes_starts_off_the_ridge() -> None:
    saddle = SURFACES["saddle"].objective({})
    found = basins(saddle, descent("gradient_descent", 0.05, Noisy(0.1)), np.linspace(-2, 2, 5), np.linspace(-2, 2, 5))
    assert (found.basin[2] != NONE).all()


def test_starts_from_which_the_rule_diverges_belong_to_no_basin() -> None:
    found = basins(typed("x**4 + y**2"), descent("gradient_descent", 0.05), np.array([0.5, 9.0]), np.array([0.5, 1.0]))
    assert found.basin.tolist() == [[0, NONE], [0, NONE]]


def test_paths_still_on_their_way_belong_to_no_basin() -> None:
    found = basins(HIMMELBLAU, descent("gradient_descent", 1e-6), WINDOW[::8], WINDOW[::8])
    assert (found.basin == NONE).mean() > 0.98


def test_minima_outside_the_window_are_minima() -> None:
    found = basins(typed("(x - 50)**2 + (y + 70)**2"), descent("gradient_descent", 0.1), WINDOW[::9], WINDOW[::9])
    assert [(minimum.x, minimum.y) for minimum in found.minima] == [pytest.approx((50, -70))]
    assert (found.basin == 0).all()


@pytest.mark.parametrize(
    "expression", ["abs(x) + abs(y)", "sqrt(x**2 + y**2)", "x**4 + y**4", "abs(x - y)*3 + abs(x + y)"]
)
def test_minima_without_curvature_are_found_by_losses(expression: str) -> None:
    falling = descent("gradient_descent", 0.02, schedule="cosine")
    found = basins(typed(expression), falling, WINDOW[::8] * 0.4, WINDOW[::8] * 0.4, steps=4000)
    assert [(minimum.x, minimum.y) for minimum in found.minima] == [pytest.approx((0, 0), abs=1e-4)]
    assert (found.basin == 0).all()


def test_a_hole_keeps_its_starts() -> None:
    found = basins(typed("1/x + x + y**2 + 0*log(x)"), descent("gradient_descent", 0.02), np.array([-1.0, 1.5]), WINDOW)
    assert (found.basin[:, 0] == NONE).all()
    assert (found.basin[:, 1] == 0).all()


def test_the_order_of_equal_minima_is_the_same_for_every_rule() -> None:
    places = [
        [(round(minimum.x, 6), round(minimum.y, 6)) for minimum in basins(HIMMELBLAU, descent(rule, rate)).minima]
        for rule, rate in (("gradient_descent", 0.01), ("momentum", 0.005), ("adagrad", 1.0))
    ]
    assert places[0] == places[1] == places[2]


def test_the_size_of_blocks_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    x, y = np.linspace(-5, 5, 23), np.linspace(-4, 4, 17)
    together = basins(HIMMELBLAU, descent("momentum", 0.01), x, y)
    monkeypatch.setattr("app.basins.basins.BLOCK", 50)
    apart = basins(HIMMELBLAU, descent("momentum", 0.01), x, y)
    assert (together.basin == apart.basin).all()
    assert (together.steps == apart.steps).all()
    assert together.minima == apart.minima
