"""Patches cut from images."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features import patches as patches_module
from app.features.patches import contrast_normalised, dense_patches, grid, sampled_patches
from tests.features.pictures import flat, noise


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


@pytest.mark.parametrize("at_once", [1, 7, 5000])
def test_sampled_patches_are_pieces_of_the_images(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(patches_module, "SAMPLED_AT_ONCE", at_once)
    images = np.stack([noise(9, 11, seed) for seed in range(3)])
    found = sampled_patches(images, 8, 300, np.random.default_rng(0))
    every = {patch.tobytes() for patch in dense_patches(images, 8, 1).reshape(-1, 8, 8, 3)}
    assert {patch.tobytes() for patch in found} == every
    assert len(every) == 3 * 2 * 4
    np.testing.assert_array_equal(found, sampled_patches(images, 8, 300, np.random.default_rng(0)))


def test_several_images_have_their_patches_side_by_side() -> None:
    images = np.stack([noise(7, 9, seed) for seed in range(2)])
    found = dense_patches(images, 3, 2)
    assert found.shape == (2, 3, 4, 3, 3, 3)
    for image, patches in zip(images, found, strict=True):
        np.testing.assert_array_equal(patches, dense_patches(image, 3, 2))
    assert dense_patches(images, 8, 1).shape == (2, 0, 2, 8, 8, 3)
