"""The gradient check: comparing the analytic gradient with the difference quotient (lecture points S4 and S5)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median
from time import get_clock_info, thread_time
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.engine.array_stepper import central_difference
from app.engine.randomness import rows
from app.objectives.geometry import Rectangle
from app.objectives.protocol import Array, Objective

Result = TypeVar("Result")

REPETITIONS = 5
MAX_SECONDS = 0.1
"""The seconds after which a computation is not repeated again."""

RESOLUTION = get_clock_info("thread_time").resolution
"""The minimum time reported for a computation: the resolution of the clock."""


def timed(compute: Callable[[], Result]) -> tuple[Result, float]:
    """Return the result and the median time, in seconds, of a few repetitions (only one if that takes long).

    This is the processor time of this thread, which other work in between does not affect.
    """
    seconds: list[float] = []
    while True:
        began = thread_time()
        result = compute()
        seconds.append(max(thread_time() - began, RESOLUTION))
        if len(seconds) == REPETITIONS or sum(seconds) > MAX_SECONDS:
            return result, median(seconds)


PASS = 1e-6
SUSPECT = 1e-2
FLOOR = 0.01
"""The share of the largest analytic derivative below which a derivative counts as this share."""

Gradient = Callable[[Array], Array]
"""Weights → gradient, both of shape (d,)."""

Verdict = Literal["pass", "suspect", "fail"]


@dataclass(frozen=True)
class GradientCost:
    """The cost of one way to compute the gradient: ``evaluations`` of the loss or of the gradient, and ``seconds``."""

    evaluations: int
    seconds: float


@dataclass(frozen=True)
class GradientCheck:
    """Two gradients of one loss at one point, shape (d,) each.

    Attributes:
        relative_error: the relative error of each derivative; NaN where one of the two is not finite.
    """

    analytic: Array
    numeric: Array
    relative_error: Array
    analytic_cost: GradientCost
    numeric_cost: GradientCost

    @property
    def max_relative_error(self) -> float:
        """The maximum relative error; NaN if any is NaN."""
        return float(self.relative_error.max())

    @property
    def verdict(self) -> Verdict:
        """The verdict: ``pass`` below 1e-6, ``suspect`` below 1e-2, else ``fail``, also if something is not finite."""
        if self.max_relative_error < PASS:
            return "pass"
        return "suspect" if self.max_relative_error < SUSPECT else "fail"

    def part(self, places: NDArray[np.intp]) -> "GradientCheck":
        """Select the check of some of the derivatives, by their indices."""
        return replace(
            self,
            analytic=self.analytic[places],
            numeric=self.numeric[places],
            relative_error=self.relative_error[places],
        )


def check_gradient(objective: Objective, gradient: Gradient, weights: Array, h: float) -> GradientCheck:
    """Compare ``gradient`` at ``weights``, shape (d,), with central differences of the loss."""
    analytic, analytic_seconds = timed(lambda: gradient(weights))
    numeric, numeric_seconds = timed(lambda: central_difference(objective, weights, h))
    return GradientCheck(
        analytic,
        numeric,
        relative_errors(analytic, numeric),
        GradientCost(1, analytic_seconds),
        GradientCost(2 * objective.dimensions, numeric_seconds),
    )


def relative_errors(analytic: Array, numeric: Array) -> Array:
    """Compute |a − n| / max(|a|, |n|, 0.01·maxⱼ|aⱼ|), elementwise; 0 if all three are 0, NaN if one is not finite."""
    return floored_errors(analytic, numeric, min_size_of(analytic))


def min_size_of(analytic: Array) -> float:
    """The minimum size that a derivative counts as: 0.01·maxⱼ|aⱼ| over the finite entries of shape (d,)."""
    return FLOOR * float(np.abs(analytic).max(initial=0.0, where=np.isfinite(analytic)))


def floored_errors(analytic: Array, numeric: Array, min_size: Array | float) -> Array:
    """Compute |a − n| / max(|a|, |n|, least) elementwise; 0 where all three are 0, NaN where a or n is not finite."""
    with np.errstate(all="ignore"):
        gap = np.abs(analytic - numeric)
        errors = gap / np.maximum(np.maximum(np.abs(analytic), np.abs(numeric)), min_size)
        return np.where(gap == 0.0, 0.0, np.where(np.isfinite(analytic) & np.isfinite(numeric), errors, np.nan))


def drawn_points(domain: Rectangle, seed: int, first: int, count: int) -> Array:
    """Draw points ``first`` to ``first + count`` of an endless sequence, uniform in the domain: shape (count, 2)."""
    low = np.array([domain.x.low, domain.y.low])
    high = np.array([domain.x.high, domain.y.high])
    points: Array = low + (high - low) * rows(seed, "checked_points", "uniform", first, count, 2)
    return points
