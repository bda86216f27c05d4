"""Searches: random candidates from the seed, of which the best is retained (S2)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.config import SearchConfig
from app.engine.endings import Stop
from app.engine.gradient_sources import Evaluations
from app.engine.randomness import rows
from app.engine.search_steppers import ArraySearchStepper, SearchStepper
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import FormulaObjective
from app.objectives.protocol import Array
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


@pytest.mark.parametrize("search", SEARCHES)
def test_a_search_stops_at_a_loss_or_below_it(search: str) -> None:
    losses = columns(whole(searching(search))[1])["loss"]
    places = [entry for entry in range(1, len(losses)) if losses[entry] != losses[entry - 1]]
    wanted = losses[places[1]]
    assert wanted is not None
    state, _ = whole(searching(search, stop=Stop(loss=wanted)))
    assert (state.ended, state.entries, state.loss) == ("converged", places[1] + 1, wanted)
    state, _ = whole(searching(search, stop=Stop(loss=np.nextafter(wanted, -np.inf))))
    assert state.entries == (places[2] + 1 if len(places) > 2 else 301)


def test_each_guess_is_drawn_from_the_row_of_its_step() -> None:
    path = columns(whole(searching("random_search", steps=5, seed=6))[1])
    draws = rows(6, "random_search", "uniform", 0, 5, 2)
    assert path["tried_x"][1:] == pytest.approx(-4.5 + 9 * draws[:, 0])
    assert path["tried_y"][1:] == pytest.approx(-4.5 + 9 * draws[:, 1])


def test_a_surfaces_settings_are_those_of_the_objective() -> None:
    bowl = SURFACES["ill_conditioned_bowl"].objective({"condition": 4.0})
    stepper = SearchStepper(bowl, searching("local_search").searching, (1.0, 1.0), 50, 0, Stop())
    path = columns(whole(stepper)[1])
    x, y = (np.array(path[name], float) for name in ("x", "y"))
    assert path["loss"] == pytest.approx((x**2 + 4 * y**2) / 2)


class Steps:
    """A loss that counts down, whatever the weights are."""

    dimensions = 3

    def __init__(self, losses: list[float]) -> None:
        self.losses = iter(losses)
        self.seen: list[Array] = []

    def loss(self, weights: Array) -> float:
        self.seen.append(weights)
        return next(self.losses)

    def gradient(self, weights: Array) -> Array:
        raise AssertionError("a search needs no gradient")

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        raise AssertionError("a search needs no gradient")


START_WEIGHTS = np.array([1.0, 2.0, 3.0], np.float32)
SPREAD = np.array([0.5, 0.0, 2.0])


def in_weights(search: str, losses: list[float], steps: int = 3, stop: float | None = None) -> ArraySearchStepper:
    config = SearchConfig(SEARCHES[search], {"scale": 0.25} if search == "local_search" else {})
    return ArraySearchStepper(Steps(losses), config, START_WEIGHTS, SPREAD, steps, 7, Stop(loss=stop))


def test_a_search_in_weights_keeps_the_best_guess() -> None:
    stepper = in_weights("random_search", [5.0, 7.0, 4.0, 4.0])
    state, frame = stepper.advance(stepper.initial(), 2)
    assert (state.ended, state.loss, state.entries) == (None, 5.0, 2)
    state, rest = stepper.advance(state, 10)
    assert frame.columns["loss"] == [5.0, 5.0]
    assert rest.columns == {"loss": [4.0, 4.0], "gradient_norm": [None, None], "tried_loss": [4.0, 4.0]}
    assert (state.ended, state.loss, state.best_loss, rest.first) == ("steps", 4.0, 4.0, 2)
    draws = [rows(7, "random_search", "normal", step - 1, 1, 3)[0] for step in (1, 2, 3)]
    assert isinstance(stepper.objective, Steps)
    guesses = [START_WEIGHTS, *((SPREAD * draw).astype(np.float32) for draw in draws)]
    np.testing.assert_array_equal(stepper.objective.seen, guesses)
    np.testing.assert_array_equal(state.weights, guesses[2])


def test_local_search_in_weights_goes_on_from_the_best() -> None:
    stepper = in_weights("local_search", [5.0, 4.0, 9.0, 8.0])
    stepper.advance(stepper.initial(), 10)
    assert isinstance(stepper.objective, Steps)
    start, better, *others = stepper.objective.seen
    draws = [rows(7, "local_search", "normal", step - 1, 1, 3)[0] for step in (1, 2, 3)]
    np.testing.assert_allclose(better, start + 0.25 * draws[0], rtol=1e-6)
    for other, draw in zip(others, draws[1:], strict=True):
        np.testing.assert_allclose(other, better + 0.25 * draw, rtol=1e-6)


@pytest.mark.parametrize(
    ("stop", "entries", "ended"), [(4.0, 2, "converged"), (3.9, 3, "converged"), (1.0, 4, "steps")]
)
def test_a_search_in_weights_stops_at_a_loss_or_below_it(stop: float, entries: int, ended: str) -> None:
    stepper = in_weights("random_search", [5.0, 4.0, 3.0, 2.0], stop=stop)
    state, frame = stepper.advance(stepper.initial(), 10)
    assert (state.ended, state.entries, len(frame)) == (ended, entries, entries)
    assert stepper.evaluations(3) == Evaluations(loss=4, gradient=0)
