"""The models: for each a network for inputs and classes, and the loss of its scores."""

from collections.abc import Callable
from dataclasses import dataclass

from app.objectives.classifiers.losses import ScoreLoss, cross_entropy, hinge
from app.objectives.classifiers.network import Network, convolutional, linear, perceptron


@dataclass(frozen=True)
class Shapes:
    """The shapes that a network has to fit.

    Attributes:
        inputs: the length of an example as a vector.
        image: height, width and channels if the vector is an image, else None.
        hidden: the number of units of a hidden layer, if there is one.
    """

    inputs: int
    image: tuple[int, int, int] | None
    classes: int
    hidden: int


@dataclass(frozen=True)
class Model:
    """A kind of classifier: a network and the loss of its scores.

    Attributes:
        network: makes the network that fits some shapes.
        score_loss: the loss that is minimized.
        max_at_once: the maximum number of examples evaluated at once, so that their intermediate values stay in the
            processor's cache.
        evaluations_per_epoch: the maximum number of evaluations in an epoch, since an evaluation takes as long as
            training.
    """

    id: str
    network: Callable[[Shapes], Network]
    score_loss: ScoreLoss
    max_at_once: int
    evaluations_per_epoch: int


def _linear(shapes: Shapes) -> Network:
    return linear(shapes.inputs, shapes.classes)


def _perceptron(shapes: Shapes) -> Network:
    return perceptron(shapes.inputs, shapes.hidden, shapes.classes)


def _convolutional(shapes: Shapes) -> Network:
    assert shapes.image is not None
    return convolutional(shapes.image, shapes.classes)


MODELS: dict[str, Model] = {
    model.id: model
    for model in (
        Model("softmax", _linear, cross_entropy, 4096, 100),
        Model("svm", _linear, hinge, 4096, 100),
        Model("mlp", _perceptron, cross_entropy, 4096, 100),
        Model("convnet", _convolutional, cross_entropy, 128, 2),
    )
}
"""The models by id."""
