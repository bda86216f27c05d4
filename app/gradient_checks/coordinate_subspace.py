"""Sections of objectives: a few of their weights vary, the others are fixed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.randomness import rows
from app.objectives.protocol import Array, Objective

MAX_DIMENSIONS = 32


@dataclass(frozen=True, eq=False)
class Section:
    """An objective as a function of only a few of its weights, with the others fixed.

    Attributes:
        weights: all weights, shape (d,), with the values of the fixed ones.
        free: the indices of the weights that vary, shape (k,).
    """

    objective: Objective
    weights: Array
    free: NDArray[np.intp]

    @property
    def dimensions(self) -> int:
        """The number k of weights that vary."""
        return self.free.size

    @property
    def point(self) -> Array:
        """The initial values of the free weights, shape (k,)."""
        return self.weights[self.free]

    def part(self, places: NDArray[np.intp]) -> "Section":
        """Select the section of some of the free weights, by their indices in ``free``."""
        return Section(self.objective, self.weights, self.free[places])

    def loss(self, weights: Array) -> float:
        """The loss with the free weights at ``weights``, of shape (k,)."""
        return self.objective.loss(self.whole(weights))

    def gradient(self, weights: Array) -> Array:
        """The gradient with respect to the free weights, shape (k,)."""
        return self.loss_and_gradient(weights)[1]

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        """The loss and its gradient with respect to the free weights."""
        loss, gradient = self.objective.loss_and_gradient(self.whole(weights))
        return loss, gradient[self.free]

    def whole(self, weights: Array) -> Array:
        """All weights, shape (d,), with the free ones at ``weights``, of shape (k,)."""
        whole = self.weights.copy()
        whole[self.free] = weights
        return whole


def sampled_dimensions(dimensions: int, seed: int) -> NDArray[np.intp]:
    """Choose at most 32 different indices below ``dimensions``, in order: all if possible, else at random."""
    if dimensions <= MAX_DIMENSIONS:
        return np.arange(dimensions)
    drawn = rows(seed, "checked_dimensions", "uniform", 0, MAX_DIMENSIONS, 1)[:, 0]
    return np.unique((drawn * dimensions).astype(np.intp))
