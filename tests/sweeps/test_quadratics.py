"""The degree of an expression as a polynomial."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.parser import parse
from app.objectives.catalogue import SURFACES
from app.objectives.formulas import EXPRESSION_DOMAIN, expression_objective
from app.sweeps.quadratics import Quadratic, degree, quadratic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 0),
        ("a*sin(a)/pi", 0),
        ("max(a, 2)**a", 0),
        ("x", 1),
        ("-x + a", 1),
        ("x/a", 1),
        ("x*y", 2),
        ("(x - y)**2/2 - x", 2),
        ("x**(1 + 1)", 2),
        ("x**2*(1 - y)", 3),
        ("x**0 + y**1", 1),
        ("x**16", 16),
        ("x**3 - x**3", 3),
        ("1/x", math.inf),
        ("x**-1", math.inf),
        ("x**0.5", math.inf),
        ("x**a", math.inf),
        ("a**x", math.inf),
        ("abs(x)", math.inf),
        ("max(x, y)", math.inf),
        ("floor(x)", math.inf),
        ("0*log(x)", math.inf),
    ],
)
def test_the_degree_is_that_of_a_polynomial(text: str, expected: float) -> None:
    assert degree(parse(text, ("x", "y", "a")), ("x", "y")) == expected


def of(text: str) -> Quadratic | None:
    return quadratic(expression_objective(text, EXPRESSION_DOMAIN))


def curvatures(text: str) -> tuple[float, float]:
    found = of(text)
    assert found is not None
    return found.curvatures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x**2/2 + 50*y**2", (1, 100)),
        ("(x*x + 100*y*y)/2 - 3*x + 8", (1, 100)),
        ("50*(x - 1)**2 + (y + 2)**2/2", (1, 100)),
        ("(x + 2*y - 7)**2 + (2*x + y - 5)**2", (2, 18)),
        ("x*y", (-1, 1)),
        ("-(x**2 + y**2)", (-2, -2)),
        ("(x + 2*y)**2", (0, 10)),
        ("(0.1*x + 0.3*y)**2", (0, 0.2)),
        ("1e17*x**2 + y**2", (2, 2e17)),
        ("1e6*x**2 + 1e-10*y**2", (2e-10, 2e6)),
        ("1e300*x**2 + 1e-300*y**2", (2e-300, 2e300)),
        ("x - y", (0, 0)),
        ("5", (0, 0)),
    ],
)
def test_the_curvatures_are_the_eigenvalues_of_the_hessian(text: str, expected: tuple[float, float]) -> None:
    found = curvatures(text)
    assert found == pytest.approx(expected, rel=1e-14)
    assert [value == 0 for value in found] == [value == 0 for value in expected]


@pytest.mark.parametrize(
    "text", ["x**3", "(1 - x)**2 + 100*(y - x**2)**2", "x**2 + abs(y)", "max(x, y)**2", "x**2 + exp(y)", "1e308*x**2*9"]
)
def test_what_is_no_quadratic_is_none(text: str) -> None:
    assert of(text) is None


def test_the_quadratics_of_the_catalogue() -> None:
    found = {name for name, surface in SURFACES.items() if quadratic(surface.objective({}))}
    assert found == {"bowl", "ill_conditioned_bowl", "booth", "matyas"}


@pytest.mark.parametrize("condition", [1.0, 100.0, 1e6])
def test_settings_count(condition: float) -> None:
    found = quadratic(SURFACES["ill_conditioned_bowl"].objective({"condition": condition}))
    assert found == Quadratic((1.0, condition))


def test_the_best_rates_of_the_bowl_that_zigzags() -> None:
    found = Quadratic((1.0, 100.0))
    descent, ball = found.gradient_descent, found.heavy_ball
    assert (descent.divergence, descent.learning_rate, descent.rate) == pytest.approx(
        (0.02, 2 / 101, 0.980198), rel=1e-6
    )
    assert (ball.learning_rate, ball.momentum, ball.rate) == pytest.approx((0.0330579, 0.669421, 0.818182), rel=2e-6)


@given(st.floats(1e-3, 1e3), st.floats(1, 1e4))
def test_no_rate_is_faster_than_the_best(flat: float, condition: float) -> None:
    steep = flat * condition
    best = Quadratic((flat, steep)).gradient_descent
    assert best.learning_rate is not None
    assert best.rate is not None
    rates = best.learning_rate * np.linspace(0.5, 1.5, 101)
    contraction = np.maximum(abs(1 - rates * flat), abs(1 - rates * steep))
    assert contraction.min() == pytest.approx(best.rate, abs=1e-12)
    assert contraction.argmin() == 50 or condition < 1.0001


@pytest.mark.parametrize("flat_and_steep", [(-1.0, 2.0), (-2.0, -1.0), (-1.0, 0.0), (0.0, 0.0)])
def test_without_a_minimum_no_rate_is_named(flat_and_steep: tuple[float, float]) -> None:
    found = Quadratic(flat_and_steep)
    assert {*vars(found.gradient_descent).values(), *vars(found.heavy_ball).values()} == {None}


def test_a_valley_with_a_level_floor_has_a_threshold_and_no_best_rate() -> None:
    found = Quadratic((0.0, 10.0))
    assert found.gradient_descent.divergence == 0.2
    assert found.gradient_descent.learning_rate is None
    assert set(vars(found.heavy_ball).values()) == {None}


def test_the_heavy_ball_is_the_square_root_better() -> None:
    for condition in (10.0, 1e3, 1e5):
        ball = Quadratic((1.0, condition)).heavy_ball.rate
        descent = Quadratic((1.0, math.sqrt(condition))).gradient_descent.rate
        assert ball == pytest.approx(descent, rel=1e-12)
