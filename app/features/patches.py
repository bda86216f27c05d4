"""Patches: small squares cut from images."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from app.interruption import checkpoint

CONTRAST_FLOOR = 10.0

SAMPLED_AT_ONCE = 5000
"""The number of patches cut from their images between two checkpoints."""


def dense_patches(images: NDArray[np.uint8], side: int, stride: int) -> NDArray[np.uint8]:
    """View patches of ``side`` × ``side`` pixels, ``stride`` pixels apart along both axes, from the upper left on.

    Args:
        images: (…, height, width, channels), one image or several.

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
    """Count the rows and columns of patches that fit into an image."""
    return max(0, (height - side) // stride + 1), max(0, (width - side) // stride + 1)


def sampled_patches(images: NDArray[np.uint8], side: int, count: int, random: np.random.Generator) -> NDArray[np.uint8]:
    """Draw patches (count, side, side, 3) anywhere from images (N, height, width, 3), with replacement.

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
    """Normalise patches (…, side, side, 3) to vectors (…, side²·3) of mean 0 and, unless nearly flat, deviation 1.

    This removes brightness and contrast from each patch: its mean is subtracted, and the rest divided by √(variance +
    10). From A. Coates and A. Y. Ng, "Learning Feature Representations with K-means" (2012), section 2.
    """
    *batch, side, _, channels = patches.shape
    vectors = patches.reshape(*batch, side * side * channels).astype(np.float32)
    vectors -= vectors.mean(axis=-1, keepdims=True)
    variance = np.einsum("...i,...i->...", vectors, vectors)[..., np.newaxis] / vectors.shape[-1]
    vectors /= np.sqrt(variance + np.float32(CONTRAST_FLOOR))
    return vectors
