"""The multiclass hinge of a linear classifier on a plane: the margin of each class is linear in the place."""

from collections.abc import Iterator

import numpy as np

from app.interruption import checkpoint
from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.losses import MARGIN
from app.objectives.classifiers.network import Network
from app.objectives.classifiers.planes.plane import Double, Plane, with_bias

EXAMPLES = 256
CACHED = 40_000
"""The number of values computed at once, so that they stay in the processor's cache."""


def multiplications(network: Network) -> int:
    """The cost of one example at one place: about three operations for each class."""
    return 3 * network.layers[0].filters


def add_losses(classifier: Classifier, plane: Plane, x: Double, y: Double, total: Double) -> Iterator[int]:
    """Add the sum of the examples' losses at (x[i], y[j]) to ``total[j, i]``.

    Args:
        classifier: one dense layer and the hinge, its examples in float64.
        x, y: (U,) and (V,).
        total: (V, U).

    Yields:
        The number of losses (of one example at one place each) computed since the last yield.
    """
    matrices = plane.spans.reshape(3, *classifier.network.shapes[0])
    for part in classifier.examples.parts(EXAMPLES):
        scores = with_bias(part.inputs, matrices)
        examples = np.arange(len(part))
        lacks = scores - scores[:, examples, part.labels][:, :, np.newaxis]
        lacks[0] += MARGIN
        lacks[0, examples, part.labels] = 0
        base, along_x, along_y = lacks.reshape(3, -1)
        nothing = np.zeros_like(base)
        width = max(1, CACHED // base.size)
        for first in range(0, len(x), width):
            columns = slice(first, first + width)
            on_axis = base + x[columns, np.newaxis] * along_x
            for row, height in zip(total[:, columns], y, strict=True):
                checkpoint()
                # An array of zeros, since numpy's maximum with a scalar is several times as slow.
                row += np.maximum(on_axis + height * along_y, nothing).sum(axis=1)
            yield len(part) * len(on_axis) * len(y)
