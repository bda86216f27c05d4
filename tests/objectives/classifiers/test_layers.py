"""Layers against references written the long way, and their gradients against difference quotients."""

import numpy as np
import pytest

from app.objectives.classifiers.layers import Convolution, Dense, Image, Layer, MaxPool, Relu
from tests.objectives.classifiers.slow_layers import slow_convolution, slow_pool


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


RANDOM = np.random.default_rng(0)
LAYERS: dict[str, tuple[Layer, tuple[int, ...]]] = {
    "dense": (Dense(2 * 3, 4), (5, 2, 3)),
    "image": (Image(2, 3, 4), (5, 24)),
    "relu": (Relu(), (5, 7)),
    "convolution": (Convolution(3, 2), (2, 4, 5, 3)),
    "pool": (MaxPool(), (2, 4, 6, 3)),
}


@pytest.mark.parametrize(("layer", "shape"), LAYERS.values(), ids=LAYERS)
def test_backward_passes_agree_with_central_differences(layer: Layer, shape: tuple[int, ...]) -> None:
    inputs, weights = RANDOM.normal(size=shape), RANDOM.normal(size=(layer.filters, layer.inputs + 1))
    outputs, cache = layer.forward(inputs, weights)
    towards = RANDOM.normal(size=outputs.shape)
    backwards = (
        (inputs, layer.input_gradient(towards, weights, cache)),
        (weights, layer.weight_gradient(towards, cache)),
    )
    for values, gradient in backwards:
        assert gradient.shape == values.shape
        for place in np.ndindex(*values.shape):
            held = values[place]
            values[place] = held + 1e-6
            ahead = (layer.forward(inputs, weights)[0] * towards).sum()
            values[place] = held - 1e-6
            behind = (layer.forward(inputs, weights)[0] * towards).sum()
            values[place] = held
            assert gradient[place] == pytest.approx((ahead - behind) / 2e-6, abs=1e-6)


def test_a_dense_layer_multiplies_and_adds_its_bias() -> None:
    outputs, _ = Dense(2, 1).forward(np.array([[3.0, 4.0]]), np.array([[10.0, 100.0, 0.5]]))
    assert outputs.tolist() == [[430.5]]


def test_vectors_become_images_row_by_row() -> None:
    outputs, _ = Image(2, 3, 4).forward(np.arange(48.0).reshape(2, 24), np.empty((0, 1)))
    np.testing.assert_array_equal(outputs, np.arange(48.0).reshape(2, 2, 3, 4))


def test_a_unit_that_is_just_off_passes_no_gradient() -> None:
    outputs, cache = Relu().forward(np.array([[-1.0, 0.0, 2.0]]), np.empty((0, 1)))
    assert outputs.tolist() == [[0.0, 0.0, 2.0]]
    assert Relu().input_gradient(np.full((1, 3), 5.0), np.empty((0, 1)), cache).tolist() == [[0.0, 0.0, 5.0]]


def test_the_first_of_equal_pixels_is_chosen() -> None:
    images = np.zeros((2, 2, 4, 1))
    images[0, 1, 0] = 1.0
    images[0, 0, 3] = images[0, 1, 3] = 2.0
    assert MaxPool().chosen(images).tolist() == [[[[2], [1]]], [[[0], [0]]]]
    _, cache = MaxPool().forward(images[1:], np.empty((0, 1)))
    gradient = MaxPool().input_gradient(np.full((1, 1, 2, 1), 5.0), np.empty((0, 1)), cache)
    assert gradient[0, ..., 0].tolist() == [[5.0, 0.0, 5.0, 0.0], [0.0] * 4]


@pytest.mark.parametrize(("layer", "learned"), [(Dense(6, 4), (4, 6)), (Convolution(3, 2), (2, 27)), (Relu(), (0, 0))])
def test_the_size_of_what_is_learned(layer: Layer, learned: tuple[int, int]) -> None:
    assert (layer.filters, layer.inputs) == learned
