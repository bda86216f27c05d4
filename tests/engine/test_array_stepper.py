"""The array stepper takes exactly the path of the scalar one, in any number of dimensions."""

import numpy as np
import pytest

from app.engine.array_stepper import ArrayStepper, central_difference
from app.engine.endings import Stop
from app.engine.gradient_sources import Analytic, Evaluations, GradientSource, Noisy, Numeric
from app.objectives.protocol import Array
from app.optimizers.rules import RULES
from tests.engine.configs import BEALE, START, columns, descending, descent, whole


class Quadratic:
    """Half the squared length of the weights, each scaled by its index."""

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions
        self.curvatures = np.arange(1, dimensions + 1)

    def loss(self, weights: Array) -> float:
        return float(self.curvatures @ weights**2 / 2)

    def gradient(self, weights: Array) -> Array:
        return (self.curvatures * weights).astype(weights.dtype)

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        return self.loss(weights), self.gradient(weights)


@pytest.mark.parametrize("source", [Analytic(), Numeric(), Noisy(0.2)])
@pytest.mark.parametrize("schedule", ["constant", "step", "cosine"])
@pytest.mark.parametrize("rule", RULES)
def test_the_same_rule_text_gives_the_same_path(rule: str, source: GradientSource, schedule: str) -> None:
    config = descent(rule, 0.02, source, schedule)
    scalar, (frame,) = whole(descending(config, steps=150, seed=4))
    arrays = ArrayStepper(BEALE, config, np.array(START), 150, 4, Stop())
    state, array_frame = arrays.advance(arrays.initial(), 1000)
    assert state.weights == pytest.approx([scalar.x, scalar.y], rel=1e-6 if source.kind == "numeric" else 1e-11)
    assert array_frame.columns["loss"] == pytest.approx(frame.columns["loss"], rel=1e-5, abs=1e-12)
    assert arrays.evaluations(150) == descending(config).evaluations(150)


def test_a_quadratic_of_a_hundred_dimensions_is_descended_in_closed_form() -> None:
    quadratic = Quadratic(100)
    stepper = ArrayStepper(quadratic, descent("gradient_descent", 0.005), np.ones(100), 40, 0, Stop())
    state, _ = stepper.advance(stepper.initial(), 41)
    assert state.weights == pytest.approx((1 - 0.005 * quadratic.curvatures) ** 40, rel=1e-12)
    numeric = ArrayStepper(quadratic, descent("gradient_descent", 0.005, Numeric()), np.ones(100), 40, 0, Stop())
    assert numeric.evaluations(40) == Evaluations(loss=8000, gradient=0)


def test_single_precision_stays_single_precision() -> None:
    stepper = ArrayStepper(Quadratic(3), descent("adam", 0.1, schedule="cosine"), np.ones(3, np.float32), 10, 0, Stop())
    state, _ = stepper.advance(stepper.initial(), 11)
    assert state.weights.dtype == np.float32


def test_central_differences_are_exact_on_a_quadratic() -> None:
    weights = np.linspace(-1, 1, 7)
    assert central_difference(Quadratic(7), weights, 1e-3) == pytest.approx(Quadratic(7).gradient(weights), rel=1e-9)


def test_divergence_ends_the_path() -> None:
    stepper = ArrayStepper(Quadratic(3), descent("gradient_descent", 1e3), np.ones(3), 1000, 0, Stop())
    state, frame = stepper.advance(stepper.initial(), 1001)
    assert state.ended == "diverged"
    assert state.not_finite is not None
    assert len(frame) == state.entries < 1000


def test_slices_do_not_matter() -> None:
    stepper = ArrayStepper(BEALE, descent("adam", 0.1, Noisy(0.1)), np.array(START), 100, 3, Stop())
    state = stepper.initial()
    losses: list[float | None] = []
    while state.ended is None:
        state, frame = stepper.advance(state, 7)
        losses += frame.columns["loss"]
    assert losses == columns([stepper.advance(stepper.initial(), 101)[1]])["loss"]
