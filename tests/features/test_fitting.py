"""Images fitted to the shape of a data set's."""

import numpy as np
import pytest
from PIL import Image

from app.features.decoding import TooManyPixelsError
from app.features.fitting import fitted, fitted_image
from tests.features.pictures import encoded, flat, noise


def test_an_image_of_the_right_shape_stays_as_it_is() -> None:
    image = noise(8, 12)
    np.testing.assert_array_equal(fitted(image, 8, 12), image)


@pytest.mark.parametrize(("height", "width"), [(30, 10), (10, 30)])
def test_the_middle_is_cut_out(height: int, width: int) -> None:
    image = flat(height, width, (200, 0, 0))
    image[height // 2 - 5 : height // 2 + 5, width // 2 - 5 : width // 2 + 5] = (0, 100, 50)
    np.testing.assert_array_equal(fitted(image, 10, 10), flat(10, 10, (0, 100, 50)))


def test_one_channel_is_grey() -> None:
    image = noise(8, 8)
    expected = np.asarray(Image.fromarray(image).convert("L"))[..., None]
    np.testing.assert_array_equal(fitted(image, 8, 8, 1), expected)


def test_a_file_is_decoded_first() -> None:
    image = noise(20, 20)
    np.testing.assert_array_equal(fitted_image(encoded(image), 400, (20, 20, 3)), image)
    assert fitted_image(encoded(image), 400, (4, 6, 1)).shape == (4, 6, 1)
    with pytest.raises(TooManyPixelsError):
        fitted_image(encoded(image), 399, (20, 20, 3))
