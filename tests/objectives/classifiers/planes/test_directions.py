"""Random directions have the lengths that they are told to."""

import numpy as np
import pytest

from app.objectives.classifiers.network import convolutional, perceptron
from app.objectives.classifiers.planes.directions import normalised

NETWORK = perceptron(6, 4, 3)


def test_each_filter_has_the_length_of_that_of_the_weights_its_bias_included() -> None:
    network = convolutional((4, 4, 1), 3)
    direction, weights = np.random.default_rng(0).normal(size=(2, network.dimensions))
    scaled = normalised(direction, weights, network, "filter")
    for ours, like in zip(network.matrices(scaled), network.matrices(weights), strict=True):
        np.testing.assert_allclose(np.linalg.norm(ours, axis=1), np.linalg.norm(like, axis=1), rtol=1e-12)


def test_a_filter_of_zeros_stays_where_it_is() -> None:
    direction, weights = np.random.default_rng(0).normal(size=(2, NETWORK.dimensions))
    NETWORK.matrices(weights)[0][2] = 0
    scaled = normalised(direction, weights, NETWORK, "filter")
    assert [row.any() for row in NETWORK.matrices(scaled)[0]] == [True, True, False, True]


def test_each_layer_has_the_length_of_that_of_the_weights() -> None:
    direction, weights = np.random.default_rng(0).normal(size=(2, NETWORK.dimensions))
    scaled = normalised(direction, weights, NETWORK, "layer")
    for index in (0, 2):
        ours, like = (NETWORK.matrices(vector)[index] for vector in (scaled, weights))
        assert np.linalg.norm(ours) == pytest.approx(np.linalg.norm(like))
        ratios = np.linalg.norm(ours, axis=1) / np.linalg.norm(like, axis=1)
        assert np.ptp(ratios) > 0.01


def test_a_direction_may_stay_as_it_is() -> None:
    direction = np.arange(float(NETWORK.dimensions))
    np.testing.assert_array_equal(normalised(direction, direction**2, NETWORK, "none"), direction)
