"""The V of the error over h: closed forms where the curve shows, rounding at the other end."""

import numpy as np
import pytest

from app.objectives.protocol import Array
from app.studies.difference_sweep import MOST_DIMENSIONS, forward_difference, sampled_dimensions, sweep
from tests.studies.claims import SMOOTH

ROSENBROCK = SMOOTH["rosenbrock"]
POINT = np.array([-1.5, 2.0])


def test_two_widths_for_each_decade() -> None:
    widths = [entry.h for entry in sweep(ROSENBROCK, ROSENBROCK.gradient(POINT), POINT)]
    assert (widths[0], widths[-1], len(widths)) == (0.1, 1e-14, 27)
    assert widths == pytest.approx(np.logspace(-1, -14, 27))


def test_wide_differences_err_by_their_taylor_series() -> None:
    for entry in sweep(ROSENBROCK, ROSENBROCK.gradient(POINT), POINT):
        if entry.h >= 1e-3:
            gap = 600 * entry.h**2
            assert entry.central == pytest.approx(gap / (155 + gap), rel=1e-5)
            forward = np.array([951 * entry.h - gap + 100 * entry.h**3, 100 * entry.h])
            sizes = np.maximum([155, 50], np.abs(forward - [155, 50]))
            assert entry.forward == pytest.approx((np.abs(forward) / sizes).max(), rel=1e-5)


def test_central_differences_are_best_in_the_middle_and_better_than_forward_ones() -> None:
    entries = {round(np.log10(entry.h), 1): entry for entry in sweep(ROSENBROCK, ROSENBROCK.gradient(POINT), POINT)}
    assert entries[-5.0].central < 1e-9 < entries[-2.0].central
    assert entries[-5.0].central < 1e-4 < entries[-14.0].central
    assert entries[-5.0].forward == pytest.approx(6e-5, rel=0.05)
    assert 1e-9 < min(entry.forward for entry in entries.values()) < 1e-6


def test_a_wrong_gradient_is_off_by_as_much_at_every_good_width() -> None:
    errors = [entry.central for entry in sweep(ROSENBROCK, np.array([-80.0, -50.0]), POINT) if 1e-8 < entry.h < 1e-2]
    assert errors == pytest.approx([75 / 155] * len(errors), rel=1e-3)


def test_the_forward_difference_of_a_parabola_is_off_by_h() -> None:
    bowl = SMOOTH["bowl"]
    assert forward_difference(bowl, np.array([1.0, -2.0]), 0.25) == pytest.approx([2.25, -3.75])


class Ramp:
    """Σ i·wᵢ: notes which of its weights are moved."""

    dimensions = 1000

    def __init__(self) -> None:
        self.moved: set[int] = set()

    def loss(self, weights: Array) -> float:
        self.moved.update(np.flatnonzero(weights).tolist())
        return float(np.arange(self.dimensions) @ weights)

    def gradient(self, weights: Array) -> Array:
        return np.arange(self.dimensions, dtype=np.float64)

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        return self.loss(weights), self.gradient(weights)


def test_of_many_dimensions_only_a_sample_is_swept() -> None:
    ramp = Ramp()
    entries = sweep(ramp, ramp.gradient(np.zeros(1000)), np.zeros(1000))
    assert max(entry.central for entry in entries) < 1e-12
    assert ramp.moved == set(sampled_dimensions(1000).tolist()) - {0}
    assert 16 < len(ramp.moved) <= MOST_DIMENSIONS


@pytest.mark.parametrize("dimensions", [1, 2, 32, 33, 650, 10**6])
def test_sampled_dimensions_exist_once_each(dimensions: int) -> None:
    sample = sampled_dimensions(dimensions).tolist()
    assert sample == sorted(set(sample))
    assert 0 <= sample[0] <= sample[-1] < dimensions
    assert len(sample) <= MOST_DIMENSIONS
