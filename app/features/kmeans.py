"""k-means, one iteration at a time, so that it can be watched, drawn and stopped."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint

BLOCK = 512
"""The number of points compared with all centres at a time; their scores stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Nearest:
    """The index of each point's nearest centre, int32, and the squared distance to it, float32."""

    labels: NDArray[np.int32]
    squares: NDArray[np.float32]


def nearest(points: NDArray[np.float32], centres: NDArray[np.float32]) -> Nearest:
    """Find the nearest of centres (words, length) for each of points (count, length); the first among equals.

    |x − c|² = |x|² − 2 (x·c − |c|²/2): one matrix product computes the scores x·c − |c|²/2, and the nearest centre has
    the largest score.
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
    """Compute the distance of each of points (count, length) to each of centres (words, length): (count, words)."""
    squares: NDArray[np.float32] = points @ centres.T
    squares *= -2
    squares += np.einsum("ij,ij->i", points, points)[:, np.newaxis]
    squares += np.einsum("ij,ij->i", centres, centres)
    np.maximum(squares, 0, out=squares)
    return np.sqrt(squares, out=squares)


POINTS = 10_000
"""The approximate number of points summed between two checkpoints."""


@dataclass(frozen=True, eq=False)
class Iteration:
    """The centres at one iteration, and the points assigned to each.

    Attributes:
        centres: (words, length) float32.
        labels: (count,) int32, the index of the nearest centre of each point.
        inertia: the mean squared distance of the points to their nearest centres.
    """

    centres: NDArray[np.float32]
    labels: NDArray[np.int32]
    inertia: float

    def counts(self) -> NDArray[np.int64]:
        """The number of points assigned to each centre, (words,)."""
        return np.bincount(self.labels, minlength=len(self.centres))


def kmeans(points: NDArray[np.float32], centres: NDArray[np.float32], iterations: int) -> Iterator[Iteration]:
    """Run Lloyd's k-means on points (count, length) from initial centres (words, length).

    Yields ``iterations`` iterations. Before each but the first, every centre moves to the mean of its points; a centre
    without points restarts from one of the points farthest from their centres. So the inertia of an iteration belongs
    to its own centres, and never rises unless a centre restarts.
    """
    for number in range(iterations):
        won = nearest(points, centres)
        yield Iteration(centres, won.labels, float(won.squares.mean(dtype=np.float64)))
        if number < iterations - 1:
            centres = moved(points, centres, won)


def moved(points: NDArray[np.float32], centres: NDArray[np.float32], won: Nearest) -> NDArray[np.float32]:
    """Move each centre to the mean of its points; centres without points move to the points farthest from theirs."""
    means, counts = means_by_label(points, won.labels, len(centres))
    empty = np.flatnonzero(counts == 0)
    if len(empty):
        misfits = np.argpartition(won.squares, -len(empty))[-len(empty) :]
        means[empty] = points[misfits]
    return means


def means_by_label(
    points: NDArray[np.float32] | NDArray[np.uint8], labels: NDArray[np.int32], words: int
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Compute the mean of the points of each label, (words, length), zero for labels without points, and the counts."""
    checkpoint()
    counts = np.bincount(labels, minlength=words)
    order = np.argsort(labels, kind="stable")
    means = np.zeros((words, points.shape[1]), np.float32)
    present = np.flatnonzero(counts)
    ends = np.cumsum(counts[present])
    starts = ends - counts[present]
    bounds = np.append(np.searchsorted(starts, np.arange(0, len(points), POINTS)), len(present))
    for first, last in pairwise(np.unique(bounds).tolist()):
        checkpoint()
        some = slice(first, last)
        in_order = points[order[starts[first] : ends[last - 1]]].astype(np.float32, copy=False)
        sums = np.add.reduceat(in_order, starts[some] - starts[first], axis=0)
        means[present[some]] = sums / counts[present[some], np.newaxis]
    return means, counts


def sampled_start(points: NDArray[np.float32], words: int, random: np.random.Generator) -> NDArray[np.float32]:
    """Draw ``words`` of the points as initial centres.

    Raises:
        ValueError: there are fewer points than words.
    """
    return points[random.choice(len(points), words, replace=False)]
