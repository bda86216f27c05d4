"""Patches lose brightness and contrast, then their correlations (S11)."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.features.codebook_learning import principal_plane
from app.features.patches import contrast_normalised, dense_patches, grid, sampled_patches
from app.features.whitened_patches import EPSILON, whitening_of
from tests.features.pictures import PICTURES, flat, noise


@given(height=st.integers(1, 20), width=st.integers(1, 20), side=st.integers(1, 8), stride=st.integers(1, 5))
def test_patches_lie_on_a_grid(height: int, width: int, side: int, stride: int) -> None:
    image = noise(height, width)
    found = dense_patches(image, side, stride)
    rows, columns = grid(height, width, side, stride)
    assert found.shape == (rows, columns, side, side, 3)
    for row in range(rows):
        for column in range(columns):
            corner = image[row * stride :, column * stride :][:side, :side]
            np.testing.assert_array_equal(found[row, column], corner)


def test_brightness_and_contrast_are_taken_out() -> None:
    patches = noise(6, 6)[None]
    values = patches.reshape(-1).astype(float)
    expected = (values - values.mean()) / np.sqrt(values.var() + 10)
    np.testing.assert_allclose(contrast_normalised(patches)[0], expected, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(contrast_normalised(patches // 2)[0], expected, atol=0.05)
    assert not contrast_normalised(flat(6, 6, (90, 90, 90))[None]).any()


def test_whitened_patches_are_uncorrelated() -> None:
    images = np.stack([PICTURES["coffee"][:300, :300], PICTURES["cat"][:300, :300]])
    vectors = contrast_normalised(sampled_patches(images, 6, 20_000, np.random.default_rng(0)))
    whitening = whitening_of(vectors)
    covariance = np.cov(vectors.T, bias=True)
    values, directions = np.linalg.eigh(covariance)
    expected = directions @ np.diag(1 / np.sqrt(values.clip(0) + EPSILON)) @ directions.T
    np.testing.assert_allclose(whitening.matrix, expected, atol=2e-3)

    white = np.cov(whitening.whitened(vectors).T, bias=True)
    np.testing.assert_allclose(white, directions @ np.diag(values / (values + EPSILON)) @ directions.T, atol=5e-3)
    back = whitening.unwhitened(whitening.whitened(vectors[:50]))
    np.testing.assert_allclose(back, vectors[:50], atol=1e-3)


def test_the_plane_is_that_of_the_two_largest_components() -> None:
    random = np.random.default_rng(0)
    points = (random.standard_normal((5000, 6)) * [1, 9, 1, 4, 1, 1] + 3).astype(np.float32)
    plane = principal_plane(points)
    np.testing.assert_allclose(np.abs(plane.directions[[1, 3], [0, 1]]), 1, atol=0.02)
    x, y = plane.projected(points)
    np.testing.assert_allclose([x.std(), y.std()], [9, 4], rtol=0.05)
    np.testing.assert_allclose([x.mean(), y.mean()], 0, atol=1e-3)
