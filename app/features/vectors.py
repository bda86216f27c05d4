"""Features of many small images as vectors for a classifier (lecture points S8 to S12)."""

import numpy as np
from numpy.typing import NDArray

from app.features.codebook import Codebook
from app.features.color import hue_histogram
from app.features.hog import block_descriptors, cell_histograms, cells_of_blocks

Vectors = NDArray[np.float32]
"""(N, length), one row for each image."""

HUES = 36
CELLS_A_SIDE = 4
LARGEST_CELL = 8


def pixel_vectors(images: NDArray[np.uint8]) -> Vectors:
    """Flatten images (N, H, W, C) row by row, pixel by pixel, channel by channel."""
    return images.reshape(len(images), -1).astype(np.float32)


def color_vectors(images: NDArray[np.uint8]) -> Vectors:
    """Compute the share of pixels with each of 36 hues in RGB images (N, H, W, 3); greys count as the first hue."""
    counts = hue_histogram(images, HUES)
    shares: Vectors = (counts / (images.shape[1] * images.shape[2])).astype(np.float32)
    return shares


def hog_vectors(images: NDArray[np.uint8]) -> Vectors:
    """Compute the HOG descriptors of RGB images (N, H, W, 3); small images have cells smaller than 8×8 pixels."""
    return _hog_blocks(images).reshape(len(images), -1)


def hog_cells(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Average the cells of ``hog_vectors`` over their normalised blocks: (N, rows, columns, orientations)."""
    return cells_of_blocks(_hog_blocks(images))


def _hog_blocks(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    return block_descriptors(cell_histograms(images, hog_cell(images.shape[1])))


def hog_cell(side: int) -> int:
    """Choose the side of a HOG cell, in pixels, for images of this side."""
    return max(2, min(LARGEST_CELL, side // CELLS_A_SIDE))


def word_vectors(images: NDArray[np.uint8], codebook: Codebook) -> Vectors:
    """Compute soft counts of words in the quadrants of RGB images (N, H, W, 3); see `Codebook.quadrant_triangles`."""
    return codebook.quadrant_triangles(images)


def as_rgb(images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Convert images (N, H, W, 1 or 3) to the three channels that features read."""
    return np.repeat(images, 3, axis=-1) if images.shape[-1] == 1 else images
