"""How the error of the difference quotient depends on h: too wide misses the curve, too narrow drowns in rounding."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.array_gradients import central_difference
from app.engine.randomness import rows
from app.objectives.protocol import Array, Objective
from app.studies.gradient_checks import FLOOR, errors_beside

MOST_DIMENSIONS = 32
WIDTHS = tuple(10.0 ** (-half_decades / 2) for half_decades in range(2, 29))
"""1e-1 to 1e-14, two for each decade."""


@dataclass(frozen=True)
class SweepEntry:
    """The largest relative errors of both quotients with one h; NaN where one is not finite."""

    h: float
    central: float
    forward: float


@dataclass(frozen=True)
class Section:
    """An objective of only a few of another's weights, the others held where they are.

    Attributes:
        weights: the held weights, shape (d,).
        free: the indices of the weights that vary, shape (k,).
    """

    objective: Objective
    weights: Array
    free: NDArray[np.intp]

    @property
    def dimensions(self) -> int:
        return self.free.size

    def loss(self, weights: Array) -> float:
        """The loss with the free weights at ``weights``, of shape (k,)."""
        return self.objective.loss(self._whole(weights))

    def gradient(self, weights: Array) -> Array:
        """The slopes along the free weights, shape (k,)."""
        return self.loss_and_gradient(weights)[1]

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        """Both, as above."""
        loss, gradient = self.objective.loss_and_gradient(self._whole(weights))
        return loss, gradient[self.free]

    def _whole(self, weights: Array) -> Array:
        whole = self.weights.copy()
        whole[self.free] = weights
        return whole


def sweep(objective: Objective, analytic: Array, weights: Array) -> tuple[SweepEntry, ...]:
    """The error of both quotients against ``analytic`` for every h of `WIDTHS`, on at most 32 sampled dimensions."""
    section = Section(objective, weights, sampled_dimensions(objective.dimensions))
    point, slopes = weights[section.free], analytic[section.free]
    least = FLOOR * np.abs(analytic).max(initial=0.0, where=np.isfinite(analytic))
    return tuple(
        SweepEntry(
            h,
            float(errors_beside(slopes, central_difference(section, point, h), least).max()),
            float(errors_beside(slopes, forward_difference(section, point, h), least).max()),
        )
        for h in WIDTHS
    )


def forward_difference(objective: Objective, weights: Array, h: float) -> Array:
    """(L(w + h) − L(w)) / h along each of the d coordinates: d + 1 losses."""
    here = objective.loss(weights)
    slopes = np.empty_like(weights)
    moved = weights.copy()
    for index, weight in enumerate(weights):
        moved[index] = weight + h
        slopes[index] = (objective.loss(moved) - here) / h
        moved[index] = weight
    return slopes


def sampled_dimensions(dimensions: int) -> NDArray[np.intp]:
    """At most 32 different indices below ``dimensions``, in order: all if there are no more, else drawn at random."""
    if dimensions <= MOST_DIMENSIONS:
        return np.arange(dimensions)
    drawn = rows(0, "checked_dimensions", "uniform", 0, MOST_DIMENSIONS, 1)[:, 0]
    return np.unique((drawn * dimensions).astype(np.intp))
