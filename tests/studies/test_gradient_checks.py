"""The gradient check against closed forms and exact arithmetic, and on every surface (S4, S5)."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.objectives.catalogue import SURFACES
from app.objectives.protocol import Array
from app.studies.draws import drawn_points
from app.studies.gradient_checks import check_gradient, relative_errors
from tests.studies.claims import SMOOTH

ROSENBROCK = SMOOTH["rosenbrock"]
POINT = np.array([-1.5, 2.0])
slopes = arrays(np.float64, 3, elements=st.floats(-1e6, 1e6))


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
    assert (check.numeric_way.evaluations, check.analytic_way.evaluations) == (80, 1)
    assert objective.losses % 80 == 0


def test_the_numeric_way_takes_longer_with_every_dimension() -> None:
    few, many = (
        check_gradient(objective, objective.gradient, np.ones(objective.dimensions), 1e-5)
        for objective in (Quadratic(2), Quadratic(400))
    )
    assert 0 < few.numeric_way.seconds < many.numeric_way.seconds
    assert many.analytic_way.seconds < many.numeric_way.seconds


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


@given(slopes, slopes)
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
