"""Minibatch gradients around the true one: a noisy but cheap compass (lecture point S7)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.randomness import generator
from app.interruption import checkpoint
from app.objectives.protocol import Array, FiniteSum

BATCHES = 64
COLUMNS = 1 << 14
"""The number of weights compared at a time in double precision, which takes 8 MB."""


@dataclass(frozen=True, eq=False)
class Cloud:
    """Gradients of minibatches, projected onto a plane in which the true gradient is (1, 0).

    Attributes:
        gradient_norm: the length of the true gradient.
        along: each minibatch gradient's component along the true one, in units of its length; (n,).
        across: the component along the orthogonal direction in which they vary most, in the same unit; (n,).
        noise: the root of the mean squared distance to the true gradient, in all dimensions.
        cosine: the mean cosine of the angle with the true gradient.
    """

    gradient_norm: float
    along: NDArray[np.float64]
    across: NDArray[np.float64]
    noise: float
    cosine: float


def cloud_events(
    objective: FiniteSum, weights: Array, size: int, seed: int, entry: int
) -> Iterator[NDArray[np.intp] | Cloud]:
    """Compute the gradients at ``weights`` (d,) of 64 minibatches of ``size``, drawn with the seed for a path's entry.

    Yields each minibatch, drawn without replacement from all examples, when its gradient is known, and at last the
    cloud. Until then 64·d values are in memory, in the precision of the weights.
    """
    random = generator(seed, "cloud", entry)
    true = objective.gradient(weights)
    gradients = np.empty((BATCHES, len(true)), true.dtype)
    for gradient in gradients:
        rows = random.choice(objective.count, min(size, objective.count), replace=False)
        gradient[:] = objective.batch_loss_and_gradient(weights, rows)[1]
        yield rows
    yield _cloud(gradients, true)


def _cloud(gradients: Array, true: Array) -> Cloud:
    """Compute the cloud of gradients (n, d) around the true one (d,)."""
    products, projections, square = _products(gradients, true)
    norm = float(np.sqrt(square))
    scale = norm or 1.0
    aside = projections / scale
    along = norm + aside
    # The first right singular vector of the components orthogonal to the true gradient, computed from the small Gram
    # matrix.
    values, vectors = np.linalg.eigh(products - np.outer(aside, aside))
    across = vectors[:, -1] * np.sqrt(max(values[-1], 0.0))
    squares = products.diagonal()
    lengths = np.sqrt(np.maximum(squares + 2 * projections + square, 0.0))
    return Cloud(
        norm,
        along / scale,
        across / scale,
        float(np.sqrt(squares.mean())),
        float((along / np.maximum(lengths, np.finfo(np.float64).tiny)).mean()),
    )


def _products(gradients: Array, true: Array) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Compute scalar products in double precision, some columns at a time.

    Returns:
        The products of the differences from the true gradient with each other (n, n), of the differences with the true
        gradient (n,), and of the true gradient with itself.
    """
    products, projections, square = np.zeros((len(gradients), len(gradients))), np.zeros(len(gradients)), 0.0
    for first in range(0, len(true), COLUMNS):
        checkpoint()
        columns = slice(first, first + COLUMNS)
        centre = true[columns].astype(np.float64)
        differences = gradients[:, columns] - centre
        products += differences @ differences.T
        projections += differences @ centre
        square += float(centre @ centre)
    return products, projections, square
