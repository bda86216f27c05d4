"""The models: a network for inputs and classes, and how its scores are judged."""

from collections.abc import Callable
from dataclasses import dataclass

from app.objectives.classifiers.losses import ScoreLoss, cross_entropy, hinge
from app.objectives.classifiers.network import Network, convolutional, linear, perceptron


@dataclass(frozen=True)
class Shapes:
    """What a network has to fit.

    Attributes:
        inputs: the length of an example as a vector.
        image: height, width and channels, where the vector is an image; None else.
        hidden: units of a hidden layer, where there is one.
    """

    inputs: int
    image: tuple[int, int, int] | None
    classes: int
    hidden: int


@dataclass(frozen=True)
class Model:
    """A way to make scores of examples.

    Attributes:
        network: of the shapes that it has to fit.
        score_loss: what is made small.
        max_at_once: how many examples it looks at at once, so that what it remembers of them stays in the cache.
        evaluations_per_epoch: how often it is looked at in an epoch at most, since looking takes as long as learning.
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
"""They by id."""
