"""Seconds are measured, not guessed."""

import math
from fractions import Fraction
from time import sleep, thread_time

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.gradient_checks.check import MAX_SECONDS, REPETITIONS, check_gradient, drawn_points, relative_errors, timed
from app.objectives.catalogue import SURFACES
from app.objectives.protocol import Array
from tests.gradient_checks.claims import SMOOTH


class Work:
    """A function that uses some seconds of processor time at each call, and counts its calls."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.calls = 0

    def __call__(self) -> int:
        self.calls += 1
        until = thread_time() + self.seconds
        while thread_time() < until:
            pass
        return self.calls


def test_the_result_and_the_median_of_a_few_repetitions() -> None:
    work = Work(0.01)
    result, seconds = timed(work)
    assert result == work.calls == REPETITIONS
    assert seconds == pytest.approx(0.01, rel=0.9)


def test_what_takes_long_is_not_repeated() -> None:
    work = Work(1.2 * MAX_SECONDS)
    _, seconds = timed(work)
    assert work.calls == 1
    assert seconds >= MAX_SECONDS


def test_waiting_for_a_turn_does_not_count() -> None:
    _, seconds = timed(lambda: sleep(0.1))
    assert 0 < seconds < 0.1


ROSENBROCK = SMOOTH["rosenbrock"]
POINT = np.array([-1.5, 2.0])
derivatives = arrays(np.float64, 3, elements=st.floats(-1e6, 1e6))


class Quadratic:
    """Σ i·wᵢ²/2 in any number of dimensions; counts its losses."""

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions
        self.losses = 0
        self._curvatures = np.arange(1.0, dimensions + 1.0)

    def loss(self, weights: Array) -> float:
        self.losses += 1
        return float(self._curvatures @ weights**2 / 2)

    def gradient(self, weights: Array) -> Array:
        slope: Array = self._curvatures * weights
        return slope

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        return self.loss(weights), self.gradient(weights)


@pytest.mark.parametrize(("h", "error", "tolerance"), [(1e-2, 3.9e-4, 0.02), (1e-5, 3.9e-10, 0.02), (1e-8, 5.5e-9, 1)])
def test_rosenbrock_errs_as_the_lecture_shows(h: float, error: float, tolerance: float) -> None:
    check = check_gradient(ROSENBROCK, ROSENBROCK.gradient, POINT, h)
    assert check.analytic.tolist() == [-155.0, -50.0]
    assert check.relative_error[0] == pytest.approx(error, rel=tolerance)
    assert check.verdict == ("pass" if h < 1e-3 else "suspect")


def test_the_wide_difference_is_that_of_exact_arithmetic() -> None:
    def loss(x: Fraction, y: Fraction) -> Fraction:
        return (1 - x) ** 2 + 100 * (y - x**2) ** 2

    x, y, h = Fraction(-1.5), Fraction(2), Fraction(1e-3)
    exact = (loss(x + h, y) - loss(x - h, y)) / (2 * h)
    check = check_gradient(ROSENBROCK, ROSENBROCK.gradient, POINT, 1e-3)
    assert check.numeric[0] == pytest.approx(float(exact), rel=1e-12)
    assert check.relative_error[0] == pytest.approx(float((exact + 155) / exact), rel=1e-5)


@pytest.mark.parametrize("name", SMOOTH)
@given(seed=st.integers(0, 2**53 - 1))
def test_every_smooth_surface_passes_with_a_good_h(name: str, seed: int) -> None:
    surface = SMOOTH[name]
    point = drawn_points(surface.domain, seed, 0, 1)[0]
    assume(np.abs(surface.gradient(point)).max() > 1e-3 * abs(surface.loss(point)))
    checks = (check_gradient(surface, surface.gradient, point, h) for h in (1e-3, 1e-4, 1e-5, 1e-6))
    assert min(check.max_relative_error for check in checks) < 1e-7


@pytest.mark.parametrize("name", SMOOTH)
@given(seed=st.integers(0, 2**53 - 1), factor=st.floats(-3, 3).filter(lambda factor: abs(factor - 1) > 0.05))
def test_a_wrong_gradient_never_passes(name: str, seed: int, factor: float) -> None:
    surface = SMOOTH[name]
    point = drawn_points(surface.domain, seed, 0, 1)[0]
    assume(np.abs(surface.gradient(point)).max() > 1e-3 * abs(surface.loss(point)))
    check = check_gradient(surface, lambda weights: factor * surface.gradient(weights), point, 1e-5)
    assert check.verdict == "fail"


def test_any_number_of_dimensions_costs_two_losses_each() -> None:
    objective = Quadratic(40)
    check = check_gradient(objective, objective.gradient, np.linspace(-2, 3, 40), 1e-5)
    assert check.verdict == "pass"
    assert check.relative_error.shape == (40,)
    assert (check.numeric_cost.evaluations, check.analytic_cost.evaluations) == (80, 1)
    assert objective.losses % 80 == 0


def test_the_numeric_way_takes_longer_with_every_dimension() -> None:
    few, many = (
        check_gradient(objective, objective.gradient, np.ones(objective.dimensions), 1e-5)
        for objective in (Quadratic(2), Quadratic(400))
    )
    assert 0 < few.numeric_cost.seconds < many.numeric_cost.seconds
    assert many.analytic_cost.seconds < many.numeric_cost.seconds


def test_a_hole_in_the_landscape_fails() -> None:
    check = check_gradient(ROSENBROCK, lambda weights: np.array([np.nan, -50.0]), POINT, 1e-5)
    assert math.isnan(check.max_relative_error)
    assert check.relative_error[1] < 1e-6
    assert check.verdict == "fail"


@pytest.mark.parametrize(
    ("analytic", "numeric", "errors"),
    [
        ([0, 0], [0, 0], [0, 0]),
        ([100, 0], [100, 0.5], [0, 0.5]),
        ([100, 0], [100, 2], [0, 1]),
        ([2, -2], [1, 2], [0.5, 2]),
        ([np.inf, 1], [np.inf, 1], [np.nan, 0]),
        ([1, np.nan], [1, 1], [0, np.nan]),
    ],
)
def test_relative_errors_by_hand(analytic: list[float], numeric: list[float], errors: list[float]) -> None:
    found = relative_errors(np.array(analytic, dtype=float), np.array(numeric, dtype=float))
    assert found == pytest.approx(errors, nan_ok=True)


@given(derivatives, derivatives)
def test_relative_errors_are_those_of_the_definition(analytic: Array, numeric: Array) -> None:
    floor = 0.01 * max(map(abs, analytic))
    for a, n, error in zip(analytic, numeric, relative_errors(analytic, numeric), strict=True):
        size = max(abs(a), abs(n), floor)
        assert error == (abs(a - n) / size if size else 0.0)


@pytest.mark.parametrize("name", SURFACES)
def test_the_classic_start_of_every_surface_passes(name: str) -> None:
    surface = SURFACES[name].objective({})
    check = check_gradient(surface, surface.gradient, np.array(SURFACES[name].start), 1e-5)
    assert check.verdict == "pass"
