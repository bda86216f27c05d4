"""Histograms of oriented gradients equal scikit-image's (S10)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from skimage.feature import hog

from app.features.hog import block_descriptors, cell_histograms, cells_of_blocks
from tests.features.pictures import PICTURES, noise


def descriptor(image: NDArray[np.uint8], cell: int = 8, block: int = 2, orientations: int = 9) -> NDArray[np.float32]:
    return block_descriptors(cell_histograms(image[None], cell, orientations), block).ravel()


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize(("cell", "block", "orientations"), [(8, 2, 9), (7, 2, 12), (4, 1, 4), (5, 3, 18)])
def test_the_descriptor_is_that_of_scikit_image(name: str, cell: int, block: int, orientations: int) -> None:
    image = PICTURES[name]
    reference = hog(image, orientations, (cell, cell), (block, block), channel_axis=-1)
    np.testing.assert_allclose(descriptor(image, cell, block, orientations), reference, rtol=0, atol=1e-6)


@given(height=st.integers(1, 70), width=st.integers(1, 70), cell=st.integers(1, 16), seed=st.integers(0, 99))
def test_any_size_agrees_or_is_empty(height: int, width: int, cell: int, seed: int) -> None:
    image = noise(height, width, seed)
    ours = descriptor(image, cell)
    if min(height, width) < 2 * cell:
        assert ours.size == 0
    else:
        theirs = hog(image, 9, (cell, cell), (2, 2), channel_axis=-1)
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-6)


def test_many_images_are_as_one_each() -> None:
    images = np.stack([noise(32, 40, seed) for seed in range(30)])
    together = cell_histograms(images)
    assert together.shape == (30, 4, 5, 9)
    for image, histograms in zip(images, together, strict=True):
        np.testing.assert_array_equal(cell_histograms(image[None])[0], histograms)


def test_strips_leave_no_trace() -> None:
    image = noise(600, 1100)
    np.testing.assert_array_equal(cell_histograms(image[None])[0, :3], cell_histograms(image[None, :25])[0])


@pytest.mark.parametrize(("degrees", "bin"), [(0, 0), (45, 2), (90, 4), (135, 6)])
def test_a_ramp_votes_for_the_direction_in_which_it_rises(degrees: int, bin: int) -> None:
    down, across = np.mgrid[:32, :32]
    direction = np.deg2rad(degrees)
    ramp = 2 * np.rint(np.cos(direction)) * across + 2 * np.rint(np.sin(direction)) * down + 70
    image = np.repeat(ramp.astype(np.uint8)[..., None], 3, axis=-1)
    inner = cell_histograms(image[None])[0, 1:3, 1:3]
    length = np.hypot(4 * np.rint(np.cos(direction)), 4 * np.rint(np.sin(direction)))
    expected = np.zeros(9)
    expected[bin] = length
    np.testing.assert_allclose(inner, np.broadcast_to(expected, (2, 2, 9)), rtol=1e-6)


def test_half_the_brightness_leaves_the_normalised_cells_alone() -> None:
    image = PICTURES["coffee"] // 2 * 2
    full, half = (cells_of_blocks(block_descriptors(cell_histograms(one[None])))[0] for one in (image, image // 2))
    assert full.shape == (50, 75, 9)
    np.testing.assert_allclose(half, full, atol=1e-4)


def test_a_cell_is_the_mean_of_what_its_blocks_hold() -> None:
    blocks = block_descriptors(cell_histograms(noise(24, 24)[None]))
    cells = cells_of_blocks(blocks)[0]
    np.testing.assert_allclose(cells[0, 0], blocks[0, 0, 0, 0, 0], rtol=1e-6)
    holders = [blocks[0, 0, 0, 1, 1], blocks[0, 0, 1, 1, 0], blocks[0, 1, 0, 0, 1], blocks[0, 1, 1, 0, 0]]
    np.testing.assert_allclose(cells[1, 1], np.mean(holders, axis=0), rtol=1e-6)
