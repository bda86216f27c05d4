"""Colour histograms count what numpy and the definition of hue count (S9)."""

import colorsys
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.color import channel_histograms, greys, hue_bins, hue_histogram, joint_histogram
from tests.features.pictures import PICTURES, flat, noise

LEVELS = st.integers(0, 255)


@pytest.mark.parametrize("name", PICTURES)
def test_histograms_are_those_of_numpy(name: str) -> None:
    image = PICTURES[name]
    for channel, counts in enumerate(channel_histograms(image[None])[0]):
        np.testing.assert_array_equal(counts, np.histogram(image[..., channel], 256, (0, 256))[0])
    joint = np.histogramdd(image.reshape(-1, 3), (8, 8, 8), [(0, 256)] * 3)[0]
    np.testing.assert_array_equal(joint_histogram(image[None])[0], joint)
    assert hue_histogram(image[None])[0].sum() == image.shape[0] * image.shape[1]


def exact_bin(red: int, green: int, blue: int, bins: int) -> int:
    """The part of the circle by the definition, in fractions."""
    span = max(red, green, blue) - min(red, green, blue)
    if span == 0:
        return 0
    if red == max(red, green, blue):
        sixths = Fraction(green - blue, span) % 6
    elif green == max(red, green, blue):
        sixths = 2 + Fraction(blue - red, span)
    else:
        sixths = 4 + Fraction(red - green, span)
    return int(sixths / 6 * bins)


@given(red=LEVELS, green=LEVELS, blue=LEVELS, bins=st.sampled_from([6, 12, 36, 180]))
def test_the_hue_of_any_colour_is_exact(red: int, green: int, blue: int, bins: int) -> None:
    found = hue_bins(flat(1, 1, (red, green, blue))[None], bins)
    assert found.item() == exact_bin(red, green, blue, bins)
    hue = colorsys.rgb_to_hsv(red, green, blue)[0] * bins
    assert abs(hue - found.item() - 0.5) <= 0.5 + 1e-9


@pytest.mark.parametrize(
    ("colour", "bin"),
    [
        ((255, 0, 0), 0),
        ((255, 255, 0), 6),
        ((0, 255, 0), 12),
        ((0, 255, 255), 18),
        ((0, 0, 255), 24),
        ((255, 0, 255), 30),
        ((255, 0, 1), 35),
        ((90, 90, 90), 0),
    ],
)
def test_the_circle_begins_with_red(colour: tuple[int, int, int], bin: int) -> None:
    assert hue_histogram(flat(2, 3, colour)[None])[0, bin] == 6


def test_greys_have_no_hue() -> None:
    image = noise(20, 20)
    image[:5] = 77
    assert greys(image[None]) == 100 + np.count_nonzero(np.ptp(image[5:], axis=-1) == 0)


def test_many_images_are_counted_apart() -> None:
    images = np.stack([noise(9, 7, seed) for seed in range(5)])
    for histogram in (channel_histograms, hue_histogram, joint_histogram, greys):
        alone = np.concatenate([histogram(image[None]) for image in images])
        np.testing.assert_array_equal(histogram(images), alone)


def test_bins_of_unequal_width_are_refused() -> None:
    with pytest.raises(ValueError, match="divide 256"):
        joint_histogram(flat(2, 2)[None], 7)


def test_shuffled_pixels_keep_every_colour() -> None:
    image = PICTURES["coffee"]
    shuffled = np.random.default_rng(0).permutation(image.reshape(-1, 3)).reshape(image.shape)
    np.testing.assert_array_equal(hue_histogram(shuffled[None]), hue_histogram(image[None]))
