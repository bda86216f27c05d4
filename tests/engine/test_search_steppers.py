"""Searches: random candidates from the seed, of which the best is retained (S2)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.endings import Stop
from app.engine.gradient_sources import Evaluations
from app.engine.search_steppers import SearchStepper
from app.objectives.formulas import FormulaObjective
from app.optimizers.searches import SEARCHES
from tests.engine.configs import BEALE, START, columns, descending, descent, searching, whole


@given(
    search=st.sampled_from(sorted(SEARCHES)),
    budgets=st.lists(st.integers(1, 400), min_size=1, max_size=4),
    seed=st.integers(0, 2**53 - 1),
)
@settings(max_examples=40, deadline=None)
def test_any_way_of_slicing_gives_the_same_bytes(search: str, budgets: list[int], seed: int) -> None:
    stepper = searching(search, steps=1500, seed=seed)
    assert columns(whole(stepper, budgets)[1]) == columns(whole(stepper)[1])


@pytest.mark.parametrize("search", SEARCHES)
def test_the_best_so_far_is_the_lowest_of_all_tried(search: str) -> None:
    path = columns(whole(searching(search))[1])
    tried = BEALE.losses(np.array(path["tried_x"]), np.array(path["tried_y"]))
    assert path["loss"] == pytest.approx(np.minimum.accumulate(tried), rel=1e-12)
    assert (path["tried_x"][0], path["tried_y"][0]) == START
    assert set(path["gradient_norm"]) == {None}


def test_random_search_guesses_all_over_the_domain() -> None:
    path = columns(whole(searching("random_search", steps=20_000))[1])
    for axis in ("tried_x", "tried_y"):
        values = np.array(path[axis][1:], dtype=float)
        assert -4.5 <= values.min() < -4.49
        assert 4.49 < values.max() <= 4.5
        assert values.mean() == pytest.approx(0.0, abs=0.1)


def test_local_search_guesses_around_the_best_point() -> None:
    path = columns(whole(searching("local_search", steps=20_000))[1])
    offsets = np.array(path["tried_x"][1:], float) - np.array(path["x"][:-1], float)
    assert offsets.std() == pytest.approx(0.1, rel=0.05)


def test_a_search_costs_one_loss_a_guess_and_one_for_the_start() -> None:
    assert searching("random_search").evaluations(300) == Evaluations(loss=301, gradient=0)


def test_random_search_is_last_of_the_first_visit_and_improves_often_enough_to_show() -> None:
    search = columns(whole(searching("random_search"))[1])["loss"]
    others = [
        whole(descending(descent(rule, rate)))[0].loss
        for rule, rate in (("gradient_descent", 0.01), ("momentum", 0.01), ("adam", 0.3))
    ]
    assert search[-1] is not None
    assert search[-1] > max(others)
    assert len(set(search)) - 1 >= 4


def test_guesses_in_a_hole_are_never_kept() -> None:
    half = FormulaObjective("sqrt(x) + y**2", (), BEALE.domain)
    stepper = searching("random_search")
    path = columns(whole(SearchStepper(half, stepper.searching, (1.0, 1.0), 300, 0, Stop()))[1])
    assert min(value for value in path["x"] if value is not None) >= 0
    assert min(value for value in path["tried_x"] if value is not None) < 0


def test_a_threshold_ends_a_search() -> None:
    state, _ = whole(searching("local_search", steps=5000, stop=Stop(loss=0.5)))
    assert state.ended == "converged"
    assert state.loss <= 0.5
