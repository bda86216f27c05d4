"""The loss of any network on a plane, place by place.

What comes out of the first layer that learns is linear in the place (x, y), so that this layer is computed for the
origin and the two directions only, and those that follow for each place.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.layers import Layer
from app.objectives.classifiers.network import Network
from app.objectives.classifiers.planes.plane import Double, Plane
from app.objectives.protocol import Array


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
    layers = classifier.network.layers
    first = next(index for index, layer in enumerate(layers) if layer.filters)
    of_spans = [classifier.network.matrices(span) for span in plane.spans]
    for part in classifier.examples.parts(classifier.most):
        seen = _outputs(layers[:first], of_spans[0][:first], part.inputs)
        base, along_x, along_y = (layers[first].forward(seen, matrices[first])[0] for matrices in of_spans)
        for row, height in zip(total, y, strict=True):
            for column, aside in enumerate(x):
                matrices = classifier.network.matrices(plane.at(aside, height))
                after_first = base + aside * along_x + height * along_y
                scores = _outputs(layers[first + 1 :], matrices[first + 1 :], after_first)
                row[column] += len(part) * classifier.score_loss(scores, part.labels)[0]
                yield len(part)


def _outputs(layers: Sequence[Layer], matrices: Sequence[Double], inputs: Array) -> Array:
    """What some layers make of inputs, one after the other."""
    for layer, matrix in zip(layers, matrices, strict=True):
        inputs, _ = layer.forward(inputs, matrix)
    return inputs
