"""The loss of any network on a plane, place by place."""

from collections.abc import Iterator

import numpy as np

from app.objectives.classifiers.classifier import Classifier
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
    for row, height in zip(total, y, strict=True):
        for column, aside in enumerate(x):
            weights = plane.at(aside, height)
            for part in classifier.examples.parts(classifier.most):
                scores = classifier.network.scores(weights, part.inputs)
                row[column] += len(part) * classifier.score_loss(scores, part.labels)[0]
                yield len(part)
