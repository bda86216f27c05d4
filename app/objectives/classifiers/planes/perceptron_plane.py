"""The cross-entropy of a perceptron on a plane, computed in arrays aligned to the processor's cache lines.

Writing across cache lines takes twice as long.
"""

from collections.abc import Iterator

import numpy as np

from app.interruption import checkpoint
from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.classifiers.network import Network
from app.objectives.classifiers.planes.plane import Double, Plane, with_bias

LINE = 8
"""The number of double-precision values in a cache line of 64 bytes."""


def aligned(shape: tuple[int, ...]) -> Double:
    """An array of zeros, (…, n) float64, aligned to 64 bytes; so are its rows if n is a multiple of ``LINE``."""
    size = int(np.prod(shape))
    numbers = np.zeros(size + LINE)
    first = -(numbers.ctypes.data // numbers.itemsize) % LINE
    return numbers[first : first + size].reshape(shape)


def padded(length: int) -> int:
    """The next multiple of ``LINE``."""
    return -(-length // LINE) * LINE


EXAMPLES = 184
"""The maximum number of examples at once, all of one class; a multiple of ``LINE``."""

LARGEST_EXPONENT = 700.0
"""The exponential of this is finite in double precision, and so is the sum of thousands of such."""

CACHED = 60_000
"""The number of values computed at once, so that they stay in the processor's cache."""


def multiplications(network: Network) -> int:
    """The cost of one example at one place: a product for each unit and class, and a few operations for each unit."""
    hidden, _, scores = network.layers
    return hidden.filters * (scores.filters + 2)


def add_losses(classifier: Classifier, plane: Plane, x: Double, y: Double, total: Double) -> Iterator[int]:
    """Add the sum of the examples' losses at (x[i], y[j]) to ``total[j, i]``.

    Args:
        classifier: dense, ReLU, dense, and the cross-entropy, its examples in float64.
        x, y: (U,) and (V,).
        total: (V, U).

    Yields:
        The number of losses (of one example at one place each) computed since the last yield.
    """
    network = classifier.network
    first, _, second = (np.stack(of_spans) for of_spans in zip(*map(network.matrices, plane.spans), strict=True))
    for label in range(len(second[0])):
        # Scores relative to the right class: the logarithm of the sum of their exponentials is the loss.
        relative = second - second[:, label : label + 1]
        of_class = np.flatnonzero(classifier.examples.labels == label)
        for start in range(0, len(of_class), EXAMPLES):
            checkpoint()
            part = classifier.examples.some(of_class[start : start + EXAMPLES])
            yield from _add_of_part(part, first, relative, x, y, total)


def _add_of_part(part: Examples, first: Double, second: Double, x: Double, y: Double, total: Double) -> Iterator[int]:
    """Add the losses of some examples.

    Args:
        first: (3, hidden, inputs + 1).
        second: (3, classes, hidden + 1), relative to the right class.
    """
    hidden, count, length = first.shape[1], len(part), padded(len(part))
    base, along_x, along_y = spans = aligned((3, hidden, length))
    spans[:, :, :count] = with_bias(part.inputs, first).swapaxes(1, 2)
    width = min(len(x), max(1, CACHED // base.size))
    # Numpy's maximum with an array of zeros is several times as fast as with a scalar.
    nothing, on_axis = aligned(base.shape), aligned((width, *base.shape))
    outputs, scores = aligned((width, hidden + 1, length)), aligned((second.shape[1], width, length))
    outputs[:, -1] = 1
    for start in range(0, len(x), width):
        samples = x[start : start + width, np.newaxis, np.newaxis]
        places = slice(len(samples))
        np.add(base, samples * along_x, out=on_axis[places])
        second_on_axis = second[0] + samples * second[1]
        for row, height in zip(total[:, start : start + width], y, strict=True):
            checkpoint()
            np.add(on_axis[places], height * along_y, out=outputs[places, :-1])
            np.maximum(outputs[places, :-1], nothing, out=outputs[places, :-1])
            matrices = second_on_axis + height * second[2]
            np.matmul(matrices, outputs[places], out=scores[:, places].swapaxes(0, 1))
            row += _sum_of_losses(scores[:, places], count)
        yield count * len(samples) * len(y)


def _sum_of_losses(scores: Double, count: int) -> Double:
    """Σ log Σ exp of scores (classes, places, examples), over the classes and then over the first ``count`` examples.

    Overwrites the scores. Each example has a score of 0, so only scores that are too large have to be shifted.
    """
    top = np.zeros(scores.shape[1:])
    if scores.max() > LARGEST_EXPONENT:
        top = scores.max(axis=0)
        scores -= top
    np.exp(scores, out=scores)
    sums: Double = (top + np.log(scores.sum(axis=0)))[:, :count].sum(axis=1)
    return sums
