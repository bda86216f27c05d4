"""Minibatch gradients around the true one: a noisy but cheap compass (lecture point S7)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.randomness import generator
from app.objectives.protocol import Array, FiniteSum

BATCHES = 64


@dataclass(frozen=True, eq=False)
class Cloud:
    """Gradients of minibatches, seen on a plane in which the true gradient is (1, 0).

    Attributes:
        gradient_norm: the length of the true gradient.
        along: of each minibatch, its gradient's part along the true one, in lengths of that; (n,).
        across: its part along the direction at a right angle in which they differ most, in the same unit; (n,).
        noise: the root of the mean squared distance to the true gradient, in all dimensions.
        cosine: the mean cosine of the angle with the true gradient.
    """

    gradient_norm: float
    along: NDArray[np.float64]
    across: NDArray[np.float64]
    noise: float
    cosine: float


def gradient_cloud(objective: FiniteSum, weights: Array, size: int, seed: int, entry: int) -> Cloud:
    """The gradients at ``weights`` (d,) of 64 minibatches of ``size``, drawn from the seed for an entry of the path.

    Each is drawn without replacement from all examples.
    """
    random = generator(seed, "cloud", entry)
    true = objective.gradient(weights).astype(np.float64)
    size = min(size, objective.count)
    batches = np.array(
        [
            objective.batch_loss_and_gradient(weights, random.choice(objective.count, size, replace=False))[1]
            for _ in range(BATCHES)
        ],
        np.float64,
    )
    norm = float(np.linalg.norm(true))
    scale = norm or 1.0
    ahead = true / scale
    along = batches @ ahead
    sideways = batches - np.outer(along, ahead)
    # The right singular vector of the largest singular value, from the small Gram matrix.
    values, vectors = np.linalg.eigh(sideways @ sideways.T)
    across = vectors[:, -1] * np.sqrt(max(values[-1], 0.0))
    lengths = np.linalg.norm(batches, axis=1)
    return Cloud(
        norm,
        along / scale,
        across / scale,
        float(np.sqrt(np.square(batches - true).sum(axis=1).mean())),
        float((along / np.maximum(lengths, np.finfo(np.float64).tiny)).mean()),
    )
