"""Where gradients come from, and what they cost."""

import math

import pytest

from app.engine.gradient_sources import (
    NOISE,
    NOISE_SIZE,
    STEP_WIDTH,
    Analytic,
    Evaluations,
    GradientSource,
    Minibatch,
    Noisy,
    Numeric,
    gradient_expressions,
    noise_inputs,
)
from app.language.compilation import compile_scalars
from app.objectives.formulas import formula

FORMULA = formula("exp(x) + x*y**3")
POINT = (0.7, -1.3)
EXACT = (math.exp(0.7) - 1.3**3, 3 * 0.7 * 1.3**2)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Analytic(), Evaluations(0, 7)),
        (Noisy(), Evaluations(0, 7)),
        (Minibatch(32), Evaluations(0, 7)),
        (Numeric(), Evaluations(2 * 5 * 7, 0)),
    ],
)
def test_costs_of_seven_gradients_in_five_dimensions(source: GradientSource, expected: Evaluations) -> None:
    assert source.evaluations(7, 5) == expected


def test_a_kernel_is_handed_the_parameters_of_its_source() -> None:
    assert Analytic().parameters() == Minibatch(8).parameters() == {}
    assert Numeric(1e-3).parameters() == {STEP_WIDTH: 1e-3}
    assert Noisy(0.4).parameters() == {NOISE_SIZE: 0.4}
    assert (Numeric().h, Noisy().sigma) == (1e-5, 0.1)


def test_the_difference_quotient_is_central() -> None:
    h = 0.25
    slopes = compile_scalars(gradient_expressions("numeric", FORMULA), ("x", "y", STEP_WIDTH))(*POINT, h)
    x, y = POINT
    by_x = math.exp(x) * math.sinh(h) / h + y**3
    by_y = x * (3 * y**2 + h**2)
    assert slopes == pytest.approx((by_x, by_y), rel=1e-12)


def test_noise_is_added_to_each_slope() -> None:
    names = (*noise_inputs("noisy"), NOISE_SIZE)
    slopes = compile_scalars(gradient_expressions("noisy", FORMULA), ("x", "y", *names))(*POINT, 2.0, -3.0, 0.5)
    assert slopes == pytest.approx((EXACT[0] + 1.0, EXACT[1] - 1.5), rel=1e-12)


def test_the_exact_gradient_reads_nothing_more() -> None:
    assert compile_scalars(gradient_expressions("analytic", FORMULA), ("x", "y"))(*POINT) == pytest.approx(EXACT)
    assert noise_inputs("analytic") == noise_inputs("numeric") == ()
    assert noise_inputs("noisy") == tuple(NOISE.values())
