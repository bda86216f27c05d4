"""Small classifiers with planes through random weights."""

from collections.abc import Callable, Iterator

import numpy as np

from app.objectives.classifiers.classifier import Classifier, Examples
from app.objectives.classifiers.layers import Dense, Relu
from app.objectives.classifiers.losses import ScoreLoss, cross_entropy, hinge
from app.objectives.classifiers.network import Network, convolutional, linear, perceptron
from app.objectives.classifiers.planes.plane import Double, Plane

MODELS: dict[str, tuple[Network, ScoreLoss]] = {
    "softmax": (linear(16, 3), cross_entropy),
    "svm": (linear(16, 3), hinge),
    "mlp": (perceptron(16, 5, 3), cross_entropy),
    "two hidden layers": (Network((Dense(16, 5), Relu(), Dense(5, 4), Relu(), Dense(4, 3))), cross_entropy),
    "convnet": (convolutional((4, 4, 1), 3), cross_entropy),
}


def classifier(model: str, count: int = 50, seed: int = 0) -> Classifier:
    """A classifier with examples of all classes but the last."""
    random = np.random.default_rng(seed)
    examples = Examples(random.normal(size=(count, 16)), random.integers(0, 2, count))
    network, score_loss = MODELS[model]
    return Classifier(network, score_loss, examples, 0.1, 16)


def plane(model: str, seed: int = 0) -> Plane:
    """A plane through weights of the size of trained ones."""
    weights, *directions = np.random.default_rng(seed).normal(size=(3, MODELS[model][0].dimensions))
    return Plane(weights, np.stack(directions))


def assert_losses_are_those_of_each_place(
    add_losses: Callable[..., Iterator[int]], model: str, x: Double, y: Double, count: int = 20
) -> None:
    """Compare what a method adds up over the examples at each place with the loss of the weights there."""
    loss, on = classifier(model, count), plane(model)
    total = np.ones((len(y), len(x)))
    done = list(add_losses(loss, on, x, y, total))
    assert sum(done) == count * len(x) * len(y)
    weights = [[on.at(aside, up) for aside in x] for up in y]
    expected = [[count * (loss.loss(place) - loss.penalty(place)) for place in row] for row in weights]
    np.testing.assert_allclose(total - 1, expected, rtol=1e-9, atol=1e-9)
