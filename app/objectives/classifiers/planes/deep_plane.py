"""The loss of any network on a plane, place by place.

What comes out of the first layer that learns is linear in the place (x, y), so that this layer is computed for the
origin and the two directions only, and those that follow for each place.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from app.interruption import checkpoint
from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.classifiers.layers import Layer
from app.objectives.classifiers.network import Network
from app.objectives.classifiers.planes.examples_last import outputs, pooled_early
from app.objectives.classifiers.planes.plane import Double, Plane
from app.objectives.protocol import Array

EXAMPLES = 64
"""That are worked on at once: enough for products of matrices to be fast, few enough to stay near the processor."""

FIRST_EXAMPLES = 16
"""The same in the first layer, which is often the largest."""


def multiplications(network: Network, inputs: int) -> int:
    """The products of weights and inputs in the scores of one example of this many inputs."""
    outputs: Array = np.zeros((1, inputs))
    products = 0
    for layer, shape in zip(network.layers, network.shapes, strict=True):
        outputs, _ = layer.forward(outputs, np.zeros(shape))
        products += outputs.size * layer.inputs
    return products


def add_losses(classifier: Classifier, plane: Plane, x: Double, y: Double, total: Double) -> Iterator[int]:
    """Add the sum of the examples' losses at (x[i], y[j]) to ``total[j, i]``.

    Args:
        classifier: any, its examples in float64.
        x, y: (U,) and (V,).
        total: (V, U).

    Yields:
        After each piece of work: how many losses of one example at one place it was.
    """
    network = classifier.network
    first = network.first_learning
    following = pooled_early(network.layers[first + 1 :])
    of_spans = [network.matrices(span)[: first + 1] for span in plane.spans]
    for part in classifier.examples.parts(EXAMPLES):
        base, along_x, along_y = (_first_outputs(network.layers[: first + 1], matrices, part) for matrices in of_spans)
        for column, aside in enumerate(x):
            checkpoint()
            on_axis = base + aside * along_x
            for row, height in enumerate(y):
                checkpoint()
                matrices = network.matrices(plane.at(aside, height))[first + 1 :]
                scores = outputs(following, matrices, on_axis + height * along_y)
                total[row, column] += len(part) * classifier.score_loss(scores.T, part.labels)[0]
                yield len(part)


def _first_outputs(layers: Sequence[Layer], matrices: Sequence[Double], part: Examples) -> Double:
    """What the layers up to the first that learns make of examples, these as the last axis."""
    of_parts = []
    for some in part.parts(FIRST_EXAMPLES):
        outputs: Array = some.inputs
        for layer, matrix in zip(layers, matrices, strict=True):
            checkpoint()
            outputs, _ = layer.forward(outputs, matrix)
        of_parts.append(outputs)
    checkpoint()
    return np.ascontiguousarray(np.moveaxis(np.concatenate(of_parts), 0, -1))
