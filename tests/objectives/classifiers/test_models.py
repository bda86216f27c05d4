"""The models."""

import pytest

from app.objectives.classifiers.layers import Convolution, Dense, Image
from app.objectives.classifiers.losses import cross_entropy, hinge
from app.objectives.classifiers.models import MODELS, Shapes

SHAPES = Shapes(8 * 12 * 3, (8, 12, 3), 5, 7)


@pytest.mark.parametrize(
    ("model", "loss", "dimensions"),
    [
        ("softmax", cross_entropy, 5 * 289),
        ("svm", hinge, 5 * 289),
        ("mlp", cross_entropy, 7 * 289 + 5 * 8),
        ("convnet", cross_entropy, 16 * 28 + 32 * 145 + 5 * (2 * 3 * 32 + 1)),
    ],
)
def test_networks_fit_the_shapes(model: str, loss: object, dimensions: int) -> None:
    assert MODELS[model].network(SHAPES).dimensions == dimensions
    assert MODELS[model].score_loss is loss


def test_a_convolutional_network_reads_images() -> None:
    image, convolution, *_, scores = MODELS["convnet"].network(SHAPES).layers
    assert image == Image(8, 12, 3)
    assert convolution == Convolution(3, 16)
    assert scores == Dense(192, 5)


def test_slow_models_see_few_examples_at_once_and_are_evaluated_rarely() -> None:
    assert {id: (model.max_at_once, model.evaluations_per_epoch) for id, model in MODELS.items()} == {
        "softmax": (4096, 100),
        "svm": (4096, 100),
        "mlp": (4096, 100),
        "convnet": (128, 2),
    }
