"""Features of many small images as vectors."""

import numpy as np
import pytest

from app.features.color import hue_histogram
from app.features.hog import block_descriptors, cell_histograms, cells_of_blocks
from app.features.vectors import as_rgb, color_vectors, hog_cell, hog_cells, hog_vectors, pixel_vectors, word_vectors
from tests.features.codebooks import learned
from tests.features.pictures import flat, noise

IMAGES = np.stack([noise(32, 32, seed) for seed in range(3)])


def test_pixels_are_flattened_row_by_row() -> None:
    vectors = pixel_vectors(IMAGES)
    assert vectors.dtype == np.float32
    np.testing.assert_array_equal(vectors.reshape(IMAGES.shape), IMAGES)


def test_colours_are_shares_of_36_hues() -> None:
    vectors = color_vectors(np.stack([flat(4, 6, (0, 255, 0)), np.vstack([flat(1, 6, (0, 0, 255)), flat(3, 6)])]))
    assert vectors.shape == (2, 36)
    np.testing.assert_allclose(vectors.sum(axis=1), 1)
    assert vectors[0, 12] == 1
    assert vectors[1, 24] == 0.25
    np.testing.assert_allclose(color_vectors(IMAGES) * 1024, hue_histogram(IMAGES, 36))


@pytest.mark.parametrize(("side", "cell"), [(4, 2), (8, 2), (11, 2), (12, 3), (28, 7), (32, 8), (64, 8)])
def test_small_images_have_smaller_cells(side: int, cell: int) -> None:
    assert hog_cell(side) == cell


@pytest.mark.parametrize("side", [8, 28, 32])
def test_hog_is_read_in_those_cells(side: int) -> None:
    images = IMAGES[:, :side, :side]
    blocks = block_descriptors(cell_histograms(images, hog_cell(side)))
    np.testing.assert_array_equal(hog_vectors(images), blocks.reshape(3, -1))
    np.testing.assert_array_equal(hog_cells(images), cells_of_blocks(blocks))


def test_words_are_counted_softly_in_quadrants() -> None:
    codebook = learned("whitened")
    np.testing.assert_array_equal(word_vectors(IMAGES, codebook), codebook.quadrant_triangles(IMAGES))


def test_greys_become_three_equal_channels() -> None:
    greys = IMAGES[..., :1]
    np.testing.assert_array_equal(as_rgb(greys), np.concatenate([greys] * 3, axis=-1))
    assert as_rgb(IMAGES) is IMAGES
