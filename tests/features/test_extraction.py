"""The features of one image file."""

import dataclasses

import cv2
import numpy as np
import pytest

from app.features.codebook import Codebook
from app.features.color import channel_histograms, hue_histogram, joint_histogram
from app.features.decoding import TooManyPixelsError
from app.features.extraction import DESIGNED, Extraction, HogSettings, WordsSettings, extract, scaled_down
from app.features.hog import block_descriptors, cell_histograms, cells_of_blocks
from app.features.sift import keypoints
from tests.features.codebooks import learned
from tests.features.pictures import PICTURES, encoded, noise

IMAGE = PICTURES["cat"][:120, :200]
FILE = encoded(IMAGE)
ALL = Extraction(frozenset(DESIGNED), 30_000, 10_000, 50, 6_000)


def with_words(**settings: object) -> Extraction:
    chosen = dataclasses.replace(WordsSettings("some", CODEBOOK), **settings)  # type: ignore[arg-type]
    return dataclasses.replace(ALL, features=frozenset({"words"}), words=chosen)


CODEBOOK: Codebook = learned("whitened")


def test_only_what_is_requested_is_computed() -> None:
    for feature in DESIGNED[:4]:
        found = extract(FILE, dataclasses.replace(ALL, features=frozenset({feature})))
        computed = {name for name in (*DESIGNED, "cnn") if getattr(found, name) is not None}
        assert computed == {feature}
    assert (found.width, found.height, found.format) == (200, 120, "PNG")


def test_colours_and_cells_are_those_of_the_image() -> None:
    found = extract(FILE, dataclasses.replace(ALL, hog=HogSettings(16, 3, 6), joint_bins=2))
    assert found.color is not None
    np.testing.assert_array_equal(found.color.channels, channel_histograms(IMAGE[None])[0])
    np.testing.assert_array_equal(found.color.hue, hue_histogram(IMAGE[None])[0])
    np.testing.assert_array_equal(found.color.joint, joint_histogram(IMAGE[None], 2)[0])
    assert found.color.greys == np.count_nonzero(np.ptp(IMAGE, axis=-1) == 0)
    assert found.hog is not None
    cells = cell_histograms(IMAGE[None], 16, 6)
    np.testing.assert_array_equal(found.hog.histograms, cells[0])
    blocks = block_descriptors(cells, 3)
    np.testing.assert_array_equal(found.hog.descriptor(), blocks.ravel())
    np.testing.assert_array_equal(found.hog.normalized(), cells_of_blocks(blocks)[0])
    assert found.hog.length() == blocks.size == 5 * 10 * 9 * 6


@pytest.mark.parametrize(("cell", "block"), [(8, 2), (40, 3), (40, 4), (41, 3), (61, 2), (121, 1)])
def test_the_length_is_known_before_the_descriptor(cell: int, block: int) -> None:
    found = extract(FILE, dataclasses.replace(ALL, features=frozenset({"hog"}), hog=HogSettings(cell, block))).hog
    assert found is not None
    assert found.length() == found.descriptor().size


def test_defaults_are_those_of_dalal_and_triggs() -> None:
    assert (HogSettings().cell, HogSettings().block, HogSettings().orientations) == (8, 2, 9)
    assert ALL.joint_bins == 4


def test_keypoints_are_found_in_a_smaller_image_and_placed_in_the_whole() -> None:
    found = extract(FILE, ALL).sift
    assert found is not None
    smaller = scaled_down(IMAGE, 10_000)
    assert found.scale == smaller.shape[1] / 200
    expected = keypoints(smaller, 50).scaled(200 / smaller.shape[1])
    np.testing.assert_allclose(found.keypoints.x, expected.x, rtol=1e-6)
    np.testing.assert_allclose(found.keypoints.size, expected.size, rtol=1e-6)
    whole = extract(FILE, dataclasses.replace(ALL, sift_pixels=24_000)).sift
    assert whole is not None
    assert whole.scale == 1


@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize("quadrants", [False, True])
def test_words_are_encoded_as_requested(soft: bool, quadrants: bool) -> None:
    found = extract(FILE, with_words(soft=soft, quadrants=quadrants, stride=3)).words
    assert found is not None
    smaller = scaled_down(IMAGE, 6_000)
    encode = (
        (CODEBOOK.quadrant_triangles if quadrants else CODEBOOK.triangles)
        if soft
        else (CODEBOOK.quadrant_counts if quadrants else CODEBOOK.counts)
    )
    np.testing.assert_array_equal(found.vector, encode(smaller[None], 3)[0])
    np.testing.assert_array_equal(found.words, CODEBOOK.words_of(smaller, 3))
    assert found.scale == smaller.shape[1] / 200
    assert found.step == 3
    np.testing.assert_array_equal(found.histogram(), CODEBOOK.counts(smaller[None], 3)[0])


def test_the_stride_of_words_is_by_default_the_codebooks() -> None:
    found = extract(FILE, with_words()).words
    assert found is not None
    assert found.step == CODEBOOK.reader.step
    assert found.histogram().shape == (len(CODEBOOK),)


@pytest.mark.parametrize(
    ("height", "width", "most", "size"),
    [
        (10, 20, 200, (10, 20)),
        (10, 20, 199, (9, 19)),
        (100, 200, 5000, (50, 100)),
        (1, 1000, 10, (1, 100)),
        (1000, 1, 10, (100, 1)),
    ],
)
def test_a_larger_image_is_scaled_down_by_averaging(height: int, width: int, most: int, size: tuple[int, int]) -> None:
    image = noise(height, width)
    smaller = scaled_down(image, most)
    assert smaller.shape == (*size, 3)
    if size == (height, width):
        assert smaller is image
    else:
        np.testing.assert_array_equal(smaller, cv2.resize(image, size[::-1], interpolation=cv2.INTER_AREA))


def test_too_many_pixels_are_refused() -> None:
    with pytest.raises(TooManyPixelsError):
        extract(FILE, dataclasses.replace(ALL, max_pixels=23_999))
    assert extract(FILE, dataclasses.replace(ALL, features=frozenset({"pixels"}), max_pixels=24_000)).pixels
