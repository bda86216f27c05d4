"""The long vector is the image row by row (S8)."""

import numpy as np

from app.features.pixels import summary, vectors
from tests.features.pictures import PICTURES, flat, noise


def test_a_pixel_sits_at_its_row_and_column_times_three() -> None:
    image = noise(5, 7)
    (vector,) = vectors(image[None])
    assert vector.shape == (105,)
    np.testing.assert_array_equal(vector[3 * (2 * 7 + 4) :][:3], image[2, 4])


def test_the_summary_says_how_long_and_how_bright() -> None:
    said = summary(PICTURES["coffee"])
    assert said.shape == (400, 600, 3)
    assert said.length == 720_000
    np.testing.assert_allclose(said.mean, PICTURES["coffee"].mean(axis=(0, 1)))
    assert summary(flat(3, 2, (1, 2, 3))).mean == (1, 2, 3)
