"""Where the weights of networks stand."""

import pytest

from app.objectives.classifiers.network import Network, convolutional, linear, perceptron
from app.objectives.classifiers.weight_places import place_of

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
