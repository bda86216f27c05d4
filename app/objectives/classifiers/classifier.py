"""A classifier's loss on its training examples: an objective like any other (lecture points S1 and S7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint, computed_once
from app.objectives.classifiers.losses import Labels, ScoreLoss
from app.objectives.classifiers.network import Network
from app.objectives.protocol import Array

PART_PRODUCTS = 110_000_000
"""Multiplications in single precision for one part of the examples; those in double precision count twice. The largest
layer then takes some 10 ms."""

CONVERTED_NUMBERS = 1 << 20
"""The number of values converted to double precision at a time."""


@dataclass(frozen=True, eq=False)
class Examples:
    """The inputs of a network, and their labels.

    Attributes:
        inputs: (N, …) float32 or float64.
        labels: (N,) int64, from 0.
    """

    inputs: Array
    labels: Labels

    def __len__(self) -> int:
        return len(self.labels)

    def some(self, rows: NDArray[np.intp] | slice) -> "Examples":
        """Select the examples in some rows."""
        return Examples(self.inputs[rows], self.labels[rows])

    def parts(self, max_at_once: int) -> Iterator["Examples"]:
        """Yield all examples, ``max_at_once`` at a time."""
        for first in range(0, len(self), max_at_once):
            yield self.some(slice(first, first + max_at_once))

    def exact(self) -> "Examples":
        """Return the same examples with inputs in float64."""
        inputs = np.empty(self.inputs.shape, np.float64)
        rows = max(1, CONVERTED_NUMBERS // self.inputs[:1].size)
        for first in range(0, len(self), rows):
            checkpoint()
            inputs[first : first + rows] = self.inputs[first : first + rows]
        return Examples(inputs, self.labels)


@dataclass(frozen=True, eq=False)
class Classifier:
    """The mean loss of a network's scores plus ½·λ·Σw² over all weights but the biases.

    Attributes:
        examples: the examples over which the loss is averaged.
        regularization: λ ≥ 0.
        max_at_once: the maximum number of examples evaluated at once.
    """

    network: Network
    score_loss: ScoreLoss
    examples: Examples
    regularization: float
    max_at_once: int

    @property
    def dimensions(self) -> int:
        """The number d of weights."""
        return self.network.dimensions

    @property
    def count(self) -> int:
        """The number of examples."""
        return len(self.examples)

    def exact(self) -> "Classifier":
        """Return the same classifier with examples in float64, for weights in float64."""
        return replace(self, examples=self.examples.exact())

    @computed_once
    def part_size(self) -> int:
        """The number of examples evaluated at once: fewer where each takes many multiplications.

        It depends on shapes alone, so that the same arguments give the same numbers.
        """
        example = self.examples.inputs[:1]
        cost = self.network.products(example) * example.itemsize // np.dtype(np.float32).itemsize
        return min(self.max_at_once, max(1, PART_PRODUCTS // cost))

    def loss(self, weights: Array) -> float:
        """The loss at ``weights`` (d,)."""
        return sum(self.loss_parts(weights))

    def loss_parts(self, weights: Array) -> Iterator[float]:
        """Yield the terms of the loss at ``weights`` (d,): regularization, then one for each part of the examples."""
        yield self.penalty(weights)
        for part in self.examples.parts(self.part_size):
            of_part = self.score_loss(self.network.scores(weights, part.inputs), part.labels)[0]
            yield len(part) / self.count * of_part

    def gradient(self, weights: Array) -> Array:
        """The gradient at ``weights`` (d,), (d,)."""
        return self.loss_and_gradient(weights)[1]

    def loss_and_gradient(self, weights: Array) -> tuple[float, Array]:
        """The loss and its gradient on all examples."""
        loss, gradient = self._mean(weights, self.examples.parts(self.part_size), self.count)
        return self._regularized(loss, gradient, weights)

    def batch_loss_and_gradient(self, weights: Array, rows: NDArray[np.intp]) -> tuple[float, Array]:
        """The loss and its gradient on the examples in some rows."""
        if len(rows) <= self.part_size:
            batch = self.examples.some(rows)
            loss, gradient = self.network.loss_and_gradient(weights, batch.inputs, batch.labels, self.score_loss)
        else:
            starts = range(0, len(rows), self.part_size)
            parts = (self.examples.some(rows[first : first + self.part_size]) for first in starts)
            loss, gradient = self._mean(weights, parts, len(rows))
        return self._regularized(loss, gradient, weights)

    def _mean(self, weights: Array, parts: Iterable[Examples], count: int) -> tuple[float, Array]:
        """The mean loss of ``count`` examples, passed in parts, and its gradient, without regularization."""
        loss, gradient = 0.0, np.zeros_like(weights)
        for part in parts:
            of_part, part_gradient = self.network.loss_and_gradient(weights, part.inputs, part.labels, self.score_loss)
            share = len(part) / count
            loss += share * of_part
            gradient += part_gradient * weights.dtype.type(share)
        return loss, gradient

    def _regularized(self, loss: float, gradient: Array, weights: Array) -> tuple[float, Array]:
        gradient += self._decay * weights
        return loss + self.penalty(weights), gradient

    def penalty(self, weights: Array) -> float:
        """The regularization term of the loss."""
        return 0.5 * float(weights.dot(self._decay * weights))

    @computed_once
    def _decay(self) -> Array:
        """λ for weights, 0 for biases; (d,), in the precision of the examples."""
        decay: Array = np.where(self.network.are_biases, 0, self.regularization).astype(self.examples.inputs.dtype)
        return decay
