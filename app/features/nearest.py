"""The nearest centre of each of many points."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint

BLOCK = 512
"""Points that are compared with all centres at a time; their scores stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Nearest:
    """For each point the index of its nearest centre, int32, and the squared distance to it, float32."""

    labels: NDArray[np.int32]
    squares: NDArray[np.float32]


def nearest(points: NDArray[np.float32], centres: NDArray[np.float32]) -> Nearest:
    """The nearest of centres (words, length) for each of points (count, length); of equally near ones the first.

    |x − c|² = |x|² − 2 (x·c − |c|²/2): one multiplication of matrices gives the scores x·c − |c|²/2, and the largest
    belongs to the nearest.
    """
    labels = np.empty(len(points), np.int32)
    squares = np.einsum("ij,ij->i", points, points)
    transposed = np.ascontiguousarray(centres.T)
    half_norms = np.einsum("ij,ij->i", centres, centres) / 2
    buffer = np.empty((min(BLOCK, len(points)), len(centres)), np.float32)
    for start in range(0, len(points), BLOCK):
        checkpoint()
        block = points[start : start + BLOCK]
        scores = np.matmul(block, transposed, out=buffer[: len(block)])
        scores -= half_norms
        best = scores.argmax(axis=1)
        labels[start : start + BLOCK] = best
        squares[start : start + BLOCK] -= 2 * scores[np.arange(len(block)), best]
    return Nearest(labels, np.maximum(squares, 0, out=squares))


def distances(points: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.float32]:
    """The distance of each of points (count, length) to each of centres (words, length): (count, words)."""
    squares: NDArray[np.float32] = points @ centres.T
    squares *= -2
    squares += np.einsum("ij,ij->i", points, points)[:, np.newaxis]
    squares += np.einsum("ij,ij->i", centres, centres)
    np.maximum(squares, 0, out=squares)
    return np.sqrt(squares, out=squares)
