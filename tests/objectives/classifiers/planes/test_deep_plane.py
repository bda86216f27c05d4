"""Layers for arrays whose last axis holds the examples, against layers whose first axis does."""

import numpy as np
import pytest

from app.objectives.classifiers.layers import MaxPool, Relu
from app.objectives.classifiers.network import convolutional
from app.objectives.classifiers.planes import deep_plane
from app.objectives.classifiers.planes.deep_plane import add_losses, multiplications, outputs, pooled_early
from tests.objectives.classifiers.planes.random_planes import MODELS, assert_losses_are_those_of_each_place


def test_a_network_gives_the_same_scores() -> None:
    network = convolutional((8, 12, 2), 3)
    random = np.random.default_rng(0)
    weights, inputs = random.normal(size=network.dimensions), random.normal(size=(5, 8 * 12 * 2))
    images = np.moveaxis(inputs.reshape(5, 8, 12, 2), 0, -1)
    following, matrices = pooled_early(network.layers[1:]), network.matrices(weights)[1:]
    scores = outputs(following, matrices, images).T
    np.testing.assert_allclose(scores, network.scores(weights, inputs), rtol=1e-12)
    places = {type(layer): following.index(layer) for layer in following}
    assert places[MaxPool] < places[Relu]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(("examples", "first"), [(64, 16), (7, 3), (1, 1)])
def test_losses_are_those_of_each_place(monkeypatch: pytest.MonkeyPatch, model: str, examples: int, first: int) -> None:
    monkeypatch.setattr(deep_plane, "EXAMPLES", examples)
    monkeypatch.setattr(deep_plane, "FIRST_EXAMPLES", first)
    assert_losses_are_those_of_each_place(add_losses, model, np.linspace(-2, 1, 3), np.linspace(0, 3, 2), count=10)


def test_multiplications_are_counted_layer_by_layer() -> None:
    assert multiplications(MODELS["mlp"][0], 16) == 5 * 16 + 3 * 5
    assert multiplications(MODELS["convnet"][0], 16) == 16 * 16 * 9 + 4 * 32 * 9 * 16 + 3 * 32
