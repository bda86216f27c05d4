"""Patches: the small squares that an image is read in."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from app.interruption import checkpoint

CONTRAST_FLOOR = 10.0

SAMPLED_AT_ONCE = 5000
"""Patches that are cut out of their images at a time."""


def dense_patches(images: NDArray[np.uint8], side: int, stride: int) -> NDArray[np.uint8]:
    """Every ``stride``-th patch of ``side`` × ``side`` pixels, along both axes, from the upper left corner on.

    Args:
        images: (…, height, width, channels), one image or many.

    Returns:
        (…, rows, columns, side, side, channels), a read-only view. An image smaller than a patch has no
        rows or no columns.
    """
    *batch, height, width, channels = images.shape
    if height < side or width < side:
        rows, columns = grid(height, width, side, stride)
        return np.empty((*batch, rows, columns, side, side, channels), np.uint8)
    windows = sliding_window_view(images, (side, side), axis=(-3, -2))
    return np.moveaxis(windows[..., ::stride, ::stride, :, :, :], -3, -1)


def grid(height: int, width: int, side: int, stride: int) -> tuple[int, int]:
    """The rows and columns of patches that fit into an image."""
    return max(0, (height - side) // stride + 1), max(0, (width - side) // stride + 1)


def sampled_patches(images: NDArray[np.uint8], side: int, count: int, random: np.random.Generator) -> NDArray[np.uint8]:
    """``count`` patches (count, side, side, 3) of images (N, height, width, 3), drawn anywhere with replacement.

    Raises:
        ValueError: there are no images, or they are smaller than a patch.
    """
    number, height, width, _ = images.shape
    which = random.integers(0, number, count)[:, np.newaxis, np.newaxis]
    top = random.integers(0, height - side + 1, count)[:, np.newaxis, np.newaxis]
    left = random.integers(0, width - side + 1, count)[:, np.newaxis, np.newaxis]
    offsets = np.arange(side)
    patches = np.empty((count, side, side, 3), np.uint8)
    for first in range(0, count, SAMPLED_AT_ONCE):
        checkpoint()
        some = slice(first, first + SAMPLED_AT_ONCE)
        patches[some] = images[which[some], top[some] + offsets[:, np.newaxis], left[some] + offsets]
    return patches


def contrast_normalised(patches: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Patches (…, side, side, 3) as vectors (…, side²·3) of mean 0 and, unless they are nearly flat, of deviation 1.

    Brightness and contrast are taken out of each patch: minus its mean, over √(variance + 10). From A. Coates and
    A. Y. Ng, "Learning Feature Representations with K-means" (2012), section 2.
    """
    *batch, side, _, channels = patches.shape
    vectors = patches.reshape(*batch, side * side * channels).astype(np.float32)
    vectors -= vectors.mean(axis=-1, keepdims=True)
    variance = np.einsum("...i,...i->...", vectors, vectors)[..., np.newaxis] / vectors.shape[-1]
    vectors /= np.sqrt(variance + np.float32(CONTRAST_FLOOR))
    return vectors
