"""The points of a sweep: the outcome of an optimizer for each value of a setting, and where it starts to diverge."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from app.engine.steppers import PlaneState

Fate = Literal["converged", "steps", "diverged"]

CLOSE_ENOUGH = 1.005
"""The ratio of the two values below which a threshold counts as found."""


@dataclass(frozen=True)
class SweepPoint:
    """The outcome of an optimizer with one value of the setting.

    Attributes:
        loss, best_loss: the last and the lowest loss; non-finite if there is none.
        steps: the number of steps taken.
        fate: why it ended; also ``diverged`` if it ended higher than it started.
    """

    value: float
    loss: float
    best_loss: float
    steps: int
    fate: Fate


@dataclass(frozen=True)
class Threshold:
    """The largest value known to converge and the smallest known to diverge; 0 < low < high."""

    low: float
    high: float

    @property
    def found(self) -> bool:
        """Whether the two values are close enough."""
        return self.high <= CLOSE_ENOUGH * self.low

    @property
    def middle(self) -> float:
        """The value to try next: the geometric mean, since learning rates are spaced logarithmically."""
        return math.sqrt(self.low * self.high)

    def narrowed(self, point: SweepPoint) -> "Threshold":
        """Narrow the threshold by the outcome at the middle."""
        return Threshold(self.low, point.value) if point.fate == "diverged" else Threshold(point.value, self.high)


def sweep_point(value: float, end: PlaneState, starting_loss: float) -> SweepPoint:
    """Make the point of an optimizer that has ended."""
    higher = not end.loss <= starting_loss
    return SweepPoint(value, end.loss, end.best_loss, end.steps, "diverged" if higher else _fate(end))


def threshold_between(points: Iterable[SweepPoint]) -> Threshold | None:
    """Find the two neighbouring values between which an optimizer first diverges, if a smaller one did not."""
    for before, after in pairwise(sorted(points, key=lambda point: point.value)):
        if after.fate == "diverged":
            return None if before.fate == "diverged" else Threshold(before.value, after.value)
    return None


def _fate(end: PlaneState) -> Fate:
    assert end.ended is not None
    return end.ended
