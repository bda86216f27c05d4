"""Colour histograms (S9): how much of each colour an image contains, but not where."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.features.portions import strips

LEVELS = 256
"""The number of levels of a channel."""


def channel_histograms(images: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Count the pixels with each level of red, of green and of blue.

    Args:
        images: (N, H, W, 3) uint8 RGB, equally large.

    Returns:
        (N, 3, 256) int64; each histogram sums to the number of pixels.
    """
    channels = (lambda some: some[..., 0], lambda some: some[..., 1], lambda some: some[..., 2])
    return np.stack([_counted(images, channel, LEVELS) for channel in channels], axis=1)


def hue_histogram(images: NDArray[np.uint8], bins: int = 36) -> NDArray[np.int64]:
    """Count the pixels with hues in each part of the colour circle: red, yellow, green, cyan, blue, magenta.

    Greys have no hue and count as red, as in the usual conversions; `greys` counts them.

    Args:
        images: (N, H, W, 3) uint8 RGB, equally large.
        bins: parts of the circle; bin ``i`` holds hues of ``[i, i + 1)·360/bins`` degrees.

    Returns:
        (N, bins) int64, which sum to the number of pixels.
    """
    return _counted(images, lambda some: hue_bins(some, bins), bins)


def greys(images: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Count the pixels of each image (N, H, W, 3) with three equal channels, hence no hue: (N,) int64."""
    return _counted(images, _is_grey, 2)[:, 1]


def _is_grey(images: NDArray[np.uint8]) -> NDArray[np.int32]:
    red, green, blue = np.moveaxis(images, -1, 0)
    return np.asarray((red == green) & (green == blue), np.int32)


def joint_histogram(images: NDArray[np.uint8], bins: int = 8) -> NDArray[np.int64]:
    """Count the pixels with each combination of red, green and blue.

    Args:
        images: (N, H, W, 3) uint8 RGB, equally large.
        bins: parts of each channel, which must divide 256.

    Returns:
        (N, bins, bins, bins) int64 by red, green and blue, which sum to the number of pixels.

    Raises:
        ValueError: ``bins`` does not divide 256.
    """
    if LEVELS % bins:
        raise ValueError(f"The number of bins must divide {LEVELS}.")
    return _counted(images, lambda some: joint_bins(some, bins), bins**3).reshape(len(images), bins, bins, bins)


def hue_bins(images: NDArray[np.uint8], bins: int) -> NDArray[np.int32]:
    """Find the part of the colour circle to which each pixel belongs, exactly, in integer arithmetic.

    The hue in sixths of the circle is (green − blue)/range where red is the largest channel, 2 + (blue − red)/range
    where green is, 4 + (red − green)/range where blue is (Smith 1978).

    Args:
        images: (N, H, W, 3) uint8 RGB.
        bins: parts of the circle.

    Returns:
        (N, H, W) int32 from 0 to bins - 1; 0 for greys.
    """
    red, green, blue = np.moveaxis(images.astype(np.int32), -1, 0)
    largest = np.maximum(np.maximum(red, green), blue)
    span = largest - np.minimum(np.minimum(red, green), blue)
    sixths = np.where(
        largest == red,
        green - blue,
        np.where(largest == green, 2 * span + blue - red, 4 * span + red - green),
    )
    # A negative hue lies before red, at the end of the circle.
    sixths += np.where(sixths < 0, 6 * span, 0)
    return np.asarray(sixths * bins // np.maximum(6 * span, 1), np.int32)


def joint_bins(images: NDArray[np.uint8], bins: int) -> NDArray[np.int32]:
    """Find the bin of each pixel in a flattened joint histogram: (N, H, W, 3) uint8 to (N, H, W) int32."""
    parts = (images // (LEVELS // bins)).astype(np.int32)
    places: NDArray[np.int32] = (parts[..., 0] * bins + parts[..., 1]) * bins + parts[..., 2]
    return places


def _counted(
    images: NDArray[np.uint8], places: Callable[[NDArray[np.uint8]], NDArray[np.integer]], size: int
) -> NDArray[np.int64]:
    """Count the pixels of each image in each bin, a whole number below ``size``: (N, size)."""
    counts = np.zeros((len(images), size), np.int64)
    for part in strips(*images.shape[:3]):
        found = places(images[part.images, part.rows])
        firsts = np.arange(len(found), dtype=np.int64).reshape(-1, 1, 1) * size
        counted = np.bincount((found + firsts).ravel(), minlength=len(found) * size)
        counts[part.images] += counted.reshape(-1, size)
    return counts
