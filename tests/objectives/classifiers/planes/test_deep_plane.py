"""Layers for arrays whose last axis holds the examples, against layers whose first axis does."""

import numpy as np

from app.objectives.classifiers.layers import MaxPool, Relu
from app.objectives.classifiers.network import convolutional
from app.objectives.classifiers.planes.deep_plane import outputs, pooled_early


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
