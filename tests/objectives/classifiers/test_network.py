"""Networks against references written the long way."""

from itertools import product

import numpy as np
import pytest

from app.objectives.classifiers.layers import Convolution, MaxPool
from app.objectives.classifiers.network import Network, convolutional, linear, perceptron, place_of
from app.objectives.protocol import Array


def slow_convolution(images: Array, weights: Array) -> Array:
    """Each output pixel of each filter, one by one."""
    count, height, width, channels = images.shape
    outputs = np.zeros((count, height, width, len(weights)))
    for image, y, x, kernel in product(range(count), range(height), range(width), range(len(weights))):
        total = weights[kernel, -1]
        for row, column, channel in product(range(3), range(3), range(channels)):
            at_y, at_x = y + row - 1, x + column - 1
            if 0 <= at_y < height and 0 <= at_x < width:
                total += weights[kernel, (row * 3 + column) * channels + channel] * images[image, at_y, at_x, channel]
        outputs[image, y, x, kernel] = total
    return outputs


def slow_pool(images: Array) -> Array:
    count, height, width, channels = images.shape
    outputs = np.zeros((count, height // 2, width // 2, channels))
    for image, y, x, channel in product(range(count), range(height // 2), range(width // 2), range(channels)):
        outputs[image, y, x, channel] = images[image, 2 * y : 2 * y + 2, 2 * x : 2 * x + 2, channel].max()
    return outputs


def test_a_convolution_is_a_sum_over_neighbours() -> None:
    random = np.random.default_rng(0)
    images, weights = random.normal(size=(2, 5, 6, 3)), random.normal(size=(4, 28))
    outputs, _ = Convolution(3, 4).forward(images, weights)
    np.testing.assert_allclose(outputs, slow_convolution(images, weights), rtol=1e-12)


def test_pooling_takes_the_largest_of_four() -> None:
    images = np.random.default_rng(0).normal(size=(2, 4, 6, 3))
    outputs, _ = MaxPool().forward(images, np.empty((0, 1)))
    np.testing.assert_array_equal(outputs, slow_pool(images))


def test_of_equal_pixels_one_takes_the_slope() -> None:
    images = np.ones((1, 2, 2, 1))
    _, cache = MaxPool().forward(images, np.empty((0, 1)))
    derivatives = MaxPool().input_gradient(np.full((1, 1, 1, 1), 5.0), np.empty((0, 1)), cache)
    assert sorted(derivatives.ravel()) == [0, 0, 0, 5]


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
