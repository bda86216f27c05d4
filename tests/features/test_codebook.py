"""An image in words: counts, quadrants and the soft encoding, by their definitions (S11)."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.features.codebook import Codebook
from tests.features.codebooks import learned
from tests.features.pictures import PICTURES, flat, noise


@pytest.fixture(scope="module", params=["whitened", "sift"])
def codebook(request: pytest.FixtureRequest) -> Codebook:
    """Few words of each kind."""
    return learned(request.param)


def vectors_of(codebook: Codebook, image: NDArray[np.uint8], stride: int) -> NDArray[np.float32]:
    """The vectors of every patch, (rows, columns, length)."""
    return np.concatenate(list(codebook.reader.strips(image, stride)))


@pytest.mark.parametrize("stride", [1, 3])
def test_every_encoding_is_as_defined(codebook: Codebook, stride: int) -> None:
    image = PICTURES["cat"][40:75, 60:101]
    vectors = vectors_of(codebook, image, stride)
    rows, columns, _ = vectors.shape
    far = np.linalg.norm(vectors[:, :, None].astype(float) - codebook.centres, axis=-1)
    words = codebook.words_of(image, stride)
    chosen = np.take_along_axis(far, words[..., None].astype(int), axis=-1)[..., 0]
    np.testing.assert_allclose(chosen, far.min(axis=-1), rtol=1e-3)

    lower = np.arange(rows) >= (rows + 1) // 2
    right = np.arange(columns) >= (columns + 1) // 2
    quadrants = 2 * lower[:, None] + right
    hard = [[np.sum((words == word) & (quadrants == quadrant)) for word in range(16)] for quadrant in range(4)]
    np.testing.assert_array_equal(codebook.quadrant_counts(image[None], stride)[0], np.ravel(hard))
    np.testing.assert_array_equal(codebook.counts(image[None], stride)[0], np.sum(hard, axis=0))

    near = np.maximum(0, far.mean(axis=-1, keepdims=True) - far)
    soft = [near[quadrants == quadrant].sum(axis=0) for quadrant in range(4)]
    np.testing.assert_allclose(codebook.quadrant_triangles(image[None], stride)[0], np.ravel(soft), rtol=1e-3, atol=0.1)
    np.testing.assert_allclose(codebook.triangles(image[None], stride)[0], np.sum(soft, axis=0), rtol=1e-3, atol=0.1)


def test_many_images_are_as_one_each(codebook: Codebook) -> None:
    images = np.stack([noise(32, 32, seed) for seed in range(4)])
    for encode in (codebook.counts, codebook.quadrant_counts, codebook.triangles, codebook.quadrant_triangles):
        np.testing.assert_allclose(encode(images), np.concatenate([encode(image[None]) for image in images]), rtol=1e-5)


def test_an_image_smaller_than_a_patch_has_no_words(codebook: Codebook) -> None:
    image = flat(5, 50)
    assert codebook.words_of(image).size == 0
    assert not codebook.quadrant_counts(image[None]).any()
    assert not codebook.quadrant_triangles(image[None]).any()
