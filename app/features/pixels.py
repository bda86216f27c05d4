"""The raw pixels (S8): three channels, or one long vector."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


def vectors(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Flatten each image into one vector: row by row, pixel by pixel, red, green, blue.

    Args:
        images: (N, H, W, 3) uint8 RGB.

    Returns:
        (N, H·W·3) uint8.
    """
    return images.reshape(len(images), -1)


@dataclass(frozen=True)
class PixelSummary:
    """A summary of the pixels in a few numbers."""

    shape: tuple[int, int, int]
    length: int
    """The length of the vector."""
    mean: tuple[float, float, float]
    """The mean of red, green and blue, from 0 to 255."""


def summary(image: NDArray[np.uint8]) -> PixelSummary:
    """Summarize an (H, W, 3) image by its size and mean colour."""
    height, width, channels = image.shape
    red, green, blue = image.reshape(-1, 3).mean(axis=0)
    return PixelSummary((height, width, channels), image.size, (float(red), float(green), float(blue)))
