"""The cross-entropy of a linear classifier on a plane.

The scores s of an example are linear in the place (x, y), so that the exponentials factorise: exp(s + x·a + y·b) =
exp(s + x·a)·exp(y·b). With one factor for each x and one for each y, the normalisers Σ exp(…) over the classes at all
places are one matrix product for each example, instead of one exponential for each place.

The exponentials must neither overflow nor underflow. So the axes are cut into tiles, and in each the exponentials are
relative to the tile's middle, from which no score differs by more than ``REACH`` either way.
"""

from collections.abc import Iterator

import numpy as np

from app.interruption import checkpoint
from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.losses import Labels
from app.objectives.classifiers.network import Network
from app.objectives.classifiers.planes.plane import Double, Plane, with_bias

REACH = 40.0
"""The maximum change of a score along one axis of a tile, either way: exponentials lie within exp(±2·REACH)."""

LARGEST_EXPONENT = 700.0
"""The exponentials of this and of its negative are normal numbers of double precision."""

SIDE = 64
"""The maximum number of samples along an axis of a tile."""

PART = 500
"""The maximum number of examples whose scores are computed at a time."""

CACHED = 100_000
"""The number of values computed at once, so that they stay in the processor's cache."""


def multiplications(network: Network) -> int:
    """The cost of one example at one place: a product for each class."""
    return network.layers[0].filters


def add_losses(classifier: Classifier, plane: Plane, x: Double, y: Double, total: Double) -> Iterator[int]:
    """Add the sum of the examples' losses at (x[i], y[j]) to ``total[j, i]``.

    Args:
        classifier: one dense layer and the cross-entropy, its examples in float64.
        x, y: (U,) and (V,), ascending.
        total: (V, U).

    Yields:
        The number of losses (of one example at one place each) computed since the last yield.
    """
    scores = _scores(classifier, plane)
    peaks = np.zeros(3)
    for part in np.split(scores, range(PART, classifier.count, PART), axis=1):
        checkpoint()
        np.maximum(peaks, np.abs(part).max(axis=(1, 2)), out=peaks)
    for rows in tiles(y, peaks[2]):
        for columns in tiles(x, peaks[1]):
            grid = x[columns], y[rows], total[rows, columns]
            yield from _add_on_tile(scores, peaks, classifier.examples.labels, *grid)


def _scores(classifier: Classifier, plane: Plane) -> Double:
    """The scores (3, N, classes) of all examples at the origin and along the two directions."""
    matrices = plane.spans.reshape(3, *classifier.network.shapes[0])
    scores = np.empty((3, classifier.count, matrices.shape[1]))
    first = 0
    for part in classifier.examples.parts(min(PART, classifier.part_size)):
        checkpoint()
        scores[:, first : first + len(part)] = _centred(with_bias(part.inputs, matrices))
        first += len(part)
    return scores


def tiles(samples: Double, peak: float) -> Iterator[slice]:
    """Cut ascending samples of an axis so that ``peak`` times half the width of each part is at most ``REACH``."""
    first = 0
    while first < len(samples):
        moves = (samples[first:] - samples[first]) * peak
        count = int(np.searchsorted(moves, 2 * REACH, side="right"))
        tile = slice(first, min(first + SIDE, first + count))
        yield tile
        first = tile.stop


def _add_on_tile(scores: Double, peaks: Double, labels: Labels, x: Double, y: Double, total: Double) -> Iterator[int]:
    """Add the losses on a tile, some examples at a time.

    Args:
        scores: (3, N, classes), at the origin and along the two directions.
        peaks: (3,), the largest absolute value of each.
    """
    classes = scores.shape[2]
    middles = (x[0] + x[-1]) / 2, (y[0] + y[-1]) / 2
    aside, up = x - middles[0], y - middles[1]
    size = max(1, CACHED // max(len(x) * len(y), classes * (len(x) + len(y))))
    moves = peaks[1] * aside[-1] + peaks[2] * up[-1]
    at_once = int(LARGEST_EXPONENT / (moves + np.log(classes + 1)))
    for first in range(0, len(labels), size):
        base, along_x, along_y = scores[:, first : first + size]
        middle = base + middles[0] * along_x + middles[1] * along_y
        top = middle.max(axis=1, keepdims=True)
        by_x = np.exp((middle - top)[:, :, np.newaxis] + along_x[:, :, np.newaxis] * aside)
        by_y = np.exp(up[:, np.newaxis] * along_y[:, np.newaxis])
        total += _sum_of_logarithms(by_y @ by_x, at_once) + top.sum()
        right = scores[:, first + np.arange(len(base)), labels[first : first + size]].sum(axis=1)
        total -= right[0] + right[1] * x + right[2] * y[:, np.newaxis]
        yield len(base) * total.size


def _sum_of_logarithms(values: Double, at_once: int) -> Double:
    """Compute Σ log over the first axis, with one logarithm for each product of ``at_once`` values."""
    firsts = np.arange(0, len(values), at_once)
    sums: Double = np.log(np.multiply.reduceat(values, firsts, axis=0)).sum(axis=0)
    return sums


def _centred(scores: Double) -> Double:
    """Shift the scores (…, classes) of an example so that their middle is 0, which changes no loss."""
    middle: Double = (scores.max(axis=-1, keepdims=True) + scores.min(axis=-1, keepdims=True)) / 2
    return scores - middle
