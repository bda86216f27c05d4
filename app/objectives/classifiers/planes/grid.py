"""The loss of a classifier on a grid of a plane, by the method that is fastest for its structure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.layers import Dense, Relu
from app.objectives.classifiers.losses import ScoreLoss, cross_entropy, hinge
from app.objectives.classifiers.network import Network
from app.objectives.classifiers.planes import deep_plane, hinge_plane, perceptron_plane, softmax_plane
from app.objectives.classifiers.planes.plane import Double, Plane


@dataclass(frozen=True)
class Method:
    """A method of computing losses on a plane.

    Attributes:
        add_losses: as in the modules of this folder.
        multiplications: the approximate number for one example at one place.
    """

    add_losses: Callable[[Classifier, Plane, Double, Double, Double], Iterator[int]]
    multiplications: int


def method_for(network: Network, score_loss: ScoreLoss, inputs: int) -> Method:
    """Choose the fastest method for a network whose examples have this many inputs."""
    match network.layers:
        case (Dense(),) if score_loss is cross_entropy:
            return Method(softmax_plane.add_losses, softmax_plane.multiplications(network))
        case (Dense(),) if score_loss is hinge:
            return Method(hinge_plane.add_losses, hinge_plane.multiplications(network))
        case (Dense(), Relu(), Dense()) if score_loss is cross_entropy:
            return Method(perceptron_plane.add_losses, perceptron_plane.multiplications(network))
    return Method(deep_plane.add_losses, deep_plane.multiplications(network, inputs))


def grid_losses(classifier: Classifier, plane: Plane, x: Double, y: Double) -> Iterator[float | Double]:
    """Compute the loss on all examples, with regularization, at each (x[i], y[j]).

    Args:
        classifier: its examples in float64 (``Classifier.exact``).
        x, y: (U,) and (V,), ascending.

    Yields:
        The share that is done, several times, then the losses (V, U) float64.
    """
    method = method_for(classifier.network, classifier.score_loss, classifier.examples.inputs[0].size)
    sums, done = np.zeros((len(y), len(x))), 0
    for event in method.add_losses(classifier, plane, x, y, sums):
        done += event
        yield done / (classifier.count * sums.size)
    yield sums / classifier.count + penalties(classifier, plane, x, y)


def penalties(classifier: Classifier, plane: Plane, x: Double, y: Double) -> Double:
    """The regularization term at each (x[i], y[j]), a quadratic function of the place: (V, U)."""
    spans = plane.spans[:, ~classifier.network.are_biases]
    products = spans @ spans.T
    places = np.stack(np.broadcast_arrays(1.0, x, y[:, np.newaxis]))
    squares: Double = np.einsum("ajk,ab,bjk->jk", places, products, places)
    return 0.5 * classifier.regularization * squares
