"""Networks against references written the long way."""

import numpy as np
import pytest

from app.objectives.classifiers.network import Network, convolutional, linear, perceptron, place_of
from tests.objectives.classifiers.slow_layers import slow_convolution, slow_pool


def test_a_convolutional_network_is_its_layers_one_after_the_other() -> None:
    network = convolutional((8, 4, 2), 3)
    random = np.random.default_rng(0)
    weights, images = random.normal(size=network.dimensions), random.normal(size=(3, 8, 4, 2))
    _, first, _, _, second, _, _, last = network.matrices(weights)
    activations = slow_pool(np.maximum(0, slow_convolution(images, first)))
    activations = slow_pool(np.maximum(0, slow_convolution(activations, second)))
    scores = activations.reshape(3, -1) @ last[:, :-1].T + last[:, -1]
    np.testing.assert_allclose(network.scores(weights, images.reshape(3, -1)), scores, rtol=1e-10)


@pytest.mark.parametrize(
    ("network", "dimensions"),
    [(linear(64, 10), 650), (perceptron(64, 32, 10), 2410), (convolutional((8, 8, 1), 10), 160 + 4640 + 1290)],
)
def test_weights_are_counted(network: Network, dimensions: int) -> None:
    assert network.dimensions == dimensions


def test_a_random_start_keeps_the_size_of_what_passes() -> None:
    network = perceptron(400, 300, 10)
    assert not network.spread[network.are_biases].any()
    hidden, _, scores = network.matrices(network.spread)
    assert hidden[0, 0] == pytest.approx(np.sqrt(2 / 400))
    assert scores[0, 0] == 0.05


CONVNET = convolutional((8, 8, 1), 10)


@pytest.mark.parametrize(
    ("network", "index", "name"),
    [
        (linear(64, 10), 0, "layer 1 (scores), filter 0, input 0"),
        (linear(64, 10), 64, "layer 1 (scores), filter 0, bias"),
        (linear(64, 10), 649, "layer 1 (scores), filter 9, bias"),
        (perceptron(64, 32, 10), 65 * 32 - 1, "layer 1 (hidden), filter 31, bias"),
        (perceptron(64, 32, 10), 65 * 32, "layer 2 (scores), filter 0, input 0"),
        (CONVNET, 11, "layer 1 (convolution), filter 1, input 1"),
        (CONVNET, 160, "layer 2 (convolution), filter 0, input 0"),
        (CONVNET, 6089, "layer 3 (scores), filter 9, bias"),
    ],
)
def test_a_weight_is_named_by_layer_filter_and_input(network: Network, index: int, name: str) -> None:
    place = place_of(network, index)
    assert (place.index, place.name) == (index, name)


def test_every_weight_has_a_place_of_its_own() -> None:
    places = [place_of(CONVNET, index) for index in range(CONVNET.dimensions)]
    assert len({place.name for place in places}) == CONVNET.dimensions
    assert [place.input is None for place in places] == CONVNET.are_biases.tolist()
