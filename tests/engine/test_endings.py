"""Why a path ends: the first entry that is out of bounds, and the number that is."""

import math

import pytest

from app.engine.endings import Ending, find_ending, first_not_finite


def test_a_finite_path_without_thresholds_goes_on() -> None:
    assert find_ending({"x": [1.0, 2.0], "loss": [3.0, 4.0]}, [([3.0, 4.0], None)]) is None


def test_numbers_whose_sum_overflows_are_finite() -> None:
    assert find_ending({"x": [1e308, 1e308], "loss": [1e308, 1e308]}, []) is None


@pytest.mark.parametrize("bad", [math.inf, -math.inf, math.nan])
@pytest.mark.parametrize("name", ["x", "y", "loss", "gradient_norm"])
def test_the_first_number_that_is_not_finite_is_named(name: str, bad: float) -> None:
    columns = {each: [0.0, 0.0, 0.0] for each in ("x", "y", "loss", "gradient_norm")}
    columns[name][1] = bad
    columns["gradient_norm"][2] = math.nan
    assert find_ending(columns, []) == Ending(1, "diverged", name)


def test_a_threshold_is_reached_at_equality() -> None:
    losses = [3.0, 2.0, 1.0]
    assert find_ending({"loss": losses}, [(losses, 2.0)]) == Ending(1, "converged")


@pytest.mark.parametrize(("place", "reason"), [(1, "diverged"), (2, "converged")])
def test_what_comes_first_ends_the_path(place: int, reason: str) -> None:
    losses = [3.0, 2.5, 1.0, 0.5]
    xs = [0.0, 0.0, 0.0, 0.0]
    xs[place if reason == "diverged" else 3] = math.inf
    ending = find_ending({"x": xs, "loss": losses}, [(losses, 1.0)])
    assert ending is not None
    assert (ending.index, ending.reason) == (place, reason)


def test_the_first_of_several_numbers_that_are_not_finite() -> None:
    assert first_not_finite({"weights": 1.0, "loss": math.nan, "gradient_norm": math.inf}) == "loss"


@pytest.mark.parametrize("threshold", [2.0, 1.9999999999999998, 2.0000000000000004])
def test_a_value_ends_the_path_at_its_threshold_and_not_above_it(threshold: float) -> None:
    norms = [3.0, 2.0]
    expected = Ending(1, "converged") if threshold >= 2.0 else None
    assert find_ending({"gradient_norm": norms}, [(norms, threshold)]) == expected


def test_the_first_entry_that_reaches_any_threshold_counts() -> None:
    losses, norms = [5.0, 4.0, 1.0, 0.5], [9.0, 1.0, 0.5, 0.25]
    columns = {"loss": losses, "gradient_norm": norms}
    assert find_ending(columns, [(losses, 1.0), (norms, 1.0)]) == Ending(1, "converged")
    assert find_ending(columns, [(losses, 1.0), (norms, None)]) == Ending(2, "converged")
    assert find_ending(columns, [(losses, 0.1), (norms, 0.1)]) is None


def test_divergence_comes_before_convergence_at_the_same_entry() -> None:
    losses = [3.0, 1.0]
    assert find_ending({"x": [0.0, math.inf], "loss": losses}, [(losses, 1.0)]) == Ending(1, "diverged", "x")
