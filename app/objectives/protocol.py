"""The interface of every objective, whether a surface in the plane or a classifier with a million weights."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]


class Objective(Protocol):
    """A loss to be minimized, and its gradient."""

    @property
    def dimensions(self) -> int:
        """The number of weights d."""

    def loss(self, weights: Array) -> float:
        """The loss at ``weights``, of shape (d,). May be non-finite."""

    def gradient(self, weights: Array) -> Array:
        """The gradient of the loss at ``weights``: shape (d,), of the dtype of the weights. May be non-finite."""

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        """The loss and its gradient, at less cost than computing them separately."""


class FiniteSum(Objective, Protocol):
    """A mean over examples, which a mean over some of them approximates (lecture point S7)."""

    @property
    def count(self) -> int:
        """The number of examples N."""

    def batch_loss_and_gradient(self, weights: Array, rows: NDArray[np.intp]) -> tuple[float, Array]:
        """The loss and its gradient on the examples in ``rows``, whole numbers below N."""
