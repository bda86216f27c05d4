"""The array stepper takes exactly the path of the scalar one, in any number of dimensions."""

import numpy as np
import pytest

from app.engine.array_stepper import ArrayStepper, central_difference
from app.engine.endings import Stop
from app.engine.gradient_sources import Analytic, Evaluations, GradientSource, Minibatch, Noisy, Numeric
from app.engine.randomness import batch_rows
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


class Falling:
    """A loss of the step alone: with a learning rate of 1 the weight goes 3, 2, 1, 0, −1, and so does the loss."""

    dimensions = 1

    def loss(self, weights: Array) -> float:
        return float(weights[0])

    def gradient(self, weights: Array) -> Array:
        return np.ones_like(weights)

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        return self.loss(weights), self.gradient(weights)


@pytest.mark.parametrize(("loss", "losses"), [(1.0, [3.0, 2.0, 1.0]), (0.5, [3.0, 2.0, 1.0, 0.0]), (3.0, [3.0])])
def test_it_stops_at_a_loss_or_below_it(loss: float, losses: list[float]) -> None:
    stepper = ArrayStepper(Falling(), descent("gradient_descent", 1.0), np.array([3.0]), 20, 0, Stop(loss=loss))
    state, frame = stepper.advance(stepper.initial(), 100)
    assert (state.ended, frame.columns["loss"]) == ("converged", losses)
    assert (state.loss, state.best_loss, state.entries) == (losses[-1], losses[-1], len(losses))


@pytest.mark.parametrize(("norm", "entries"), [(1.0, 1), (0.99, 5)])
def test_it_stops_at_a_gradient_norm_or_below_it(norm: float, entries: int) -> None:
    stepper = ArrayStepper(Falling(), descent("gradient_descent", 1.0), np.array([3.0]), 4, 0, Stop(gradient_norm=norm))
    state, frame = stepper.advance(stepper.initial(), 100)
    assert (state.ended, len(frame)) == ("converged" if entries == 1 else "steps", entries)
    assert frame.columns["gradient_norm"] == [1.0] * entries


def test_the_best_loss_is_the_lowest_of_all() -> None:
    stepper = ArrayStepper(Quadratic(1), descent("gradient_descent", 2.5), np.array([1.0]), 3, 0, Stop())
    state, frame = stepper.advance(stepper.initial(), 4)
    assert frame.columns["loss"] == pytest.approx([0.5, 1.125, 2.53125, 5.6953125])
    assert (state.best_loss, state.loss) == pytest.approx((0.5, 5.6953125))


@pytest.mark.parametrize(
    ("weights", "loss", "slope", "named"),
    [
        (1e200, 0.0, 1.0, "weights"),
        (1.0, np.inf, 1.0, "loss"),
        (1.0, np.nan, np.nan, "loss"),
        (1.0, 0.0, np.inf, "gradient_norm"),
    ],
)
def test_the_number_that_is_not_finite_is_named(weights: float, loss: float, slope: float, named: str) -> None:
    class Broken(Falling):
        def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
            return loss, np.array([slope])

    stepper = ArrayStepper(Broken(), descent("gradient_descent", 1.0), np.array([weights]), 5, 0, Stop())
    state, _ = stepper.advance(stepper.initial(), 3)
    assert (state.ended, state.not_finite, state.entries) == ("diverged", named, 1)


def test_central_differences_take_the_width_that_they_are_given() -> None:
    class Cubic(Quadratic):
        def loss(self, weights: Array) -> float:
            return float((weights**3).sum())

    found = central_difference(Cubic(2), np.array([1.0, -2.0]), 0.5)
    assert found.tolist() == pytest.approx([3 + 0.25, 12 + 0.25])


def test_a_minibatch_is_of_the_examples_of_its_entry() -> None:
    seen: list[list[int]] = []

    class Sum(Quadratic):
        count = 10

        def batch_loss_and_gradient(self, weights: Array, rows: np.ndarray) -> tuple[float, Array]:
            seen.append(rows.tolist())
            return self.loss_and_gradient(weights)

    stepper = ArrayStepper(Sum(2), descent("gradient_descent", 0.1, Minibatch(4)), np.ones(2), 5, 8, Stop())
    stepper.advance(stepper.initial(), 4)
    assert seen == [batch_rows(8, entry, 4, 10).tolist() for entry in range(4)]
