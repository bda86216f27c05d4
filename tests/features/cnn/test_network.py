"""The preparation of the network's input images."""

import numpy as np
import pytest

from app.features.cnn.network import network_inputs
from tests.features.pictures import flat, noise


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (500, 1), (32, 32), (224, 224), (700, 300)])
def test_one_colour_stays_that_colour(size: tuple[int, int]) -> None:
    inputs = network_inputs(np.stack([flat(*size, (0, 127, 255))] * 2))
    assert inputs.shape == (2, 3, 224, 224)
    assert inputs.dtype == np.float32
    for channel, value in enumerate((-127 / 128, 0, 1)):
        np.testing.assert_array_equal(inputs[:, channel], np.float32(value))


def test_the_middle_is_read_as_it_is_where_nothing_is_scaled() -> None:
    image = noise(256, 300)
    middle = image[16:240, 38:262].astype(np.float32).transpose(2, 0, 1)
    np.testing.assert_array_equal(network_inputs(image[None])[0], (middle - 127) / 128)


def test_a_pixel_of_a_smaller_image_is_made_of_all_it_covers() -> None:
    board = np.indices((2048, 2048)).sum(axis=0) % 2 * 254
    inputs = network_inputs(np.repeat(board[None, ..., None], 3, axis=-1).astype(np.uint8))
    np.testing.assert_allclose(inputs, 0, atol=0.01)
