"""Histograms of oriented gradients (S10; Dalal and Triggs 2005), in the convention of scikit-image.

On unscaled uint8 RGB: the gradient is the difference of the two neighbours ``[-1, 0, 1]`` (0 at the border), each pixel
takes the channel whose gradient is longest, votes with that length for one of the orientations of 0–180° (hard bins),
and a cell is the mean of its pixels' votes. Differences of uint8 are whole numbers from -255 to 255, so the bin of each
possible gradient is looked up in a table.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.features.portions import strips

_LARGEST = 255
_SPAN = 2 * _LARGEST + 1


def cell_histograms(images: NDArray[np.uint8], cell: int = 8, orientations: int = 9) -> NDArray[np.float32]:
    """Compute the orientation histogram of each cell of equally large images.

    Args:
        images: (N, H, W, 3) uint8 RGB.
        cell: the side of a cell in pixels; rows and columns that do not fill a cell are ignored.
        orientations: the number of bins; bin ``i`` holds gradients of ``[i, i + 1)·180/orientations`` degrees.

    Returns:
        (N, H // cell, W // cell, orientations) float32: the mean gradient length, in grey levels, by orientation.
    """
    count, height, width, _ = images.shape
    rows, columns = height // cell, width // cell
    histograms = np.zeros((count, rows, columns, orientations), np.float32)
    if rows == 0 or columns == 0:
        return histograms
    for part in strips(count, rows * cell, columns * cell, multiple=cell):
        cells = slice(part.rows.start // cell, part.rows.stop // cell)
        histograms[part.images, cells] = _strip(images[part.images], part.rows, cell, orientations)
    return histograms


def block_descriptors(histograms: NDArray[np.float32], block: int = 2) -> NDArray[np.float32]:
    """Normalise blocks of cells by L2-Hys, one block for each cell with enough cells to its right and below.

    Args:
        histograms: (N, rows, columns, orientations), one for each cell.
        block: the side of a block in cells.

    Returns:
        (N, rows - block + 1, columns - block + 1, block, block, orientations) float32 from 0 to 1; flattened, it is the
        descriptor of an image. Empty if the image is smaller than a block.
    """
    count, rows, columns, orientations = histograms.shape
    high, wide = max(0, rows - block + 1), max(0, columns - block + 1)
    if high == 0 or wide == 0:
        return np.zeros((count, high, wide, block, block, orientations), np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(histograms, (block, block), axis=(1, 2))
    blocks = windows.transpose(0, 1, 2, 4, 5, 3).copy()
    _normalise(blocks)
    np.minimum(blocks, _CLIP, out=blocks)
    _normalise(blocks)
    return blocks


def cells_of_blocks(blocks: NDArray[np.float32]) -> NDArray[np.float32]:
    """Average each cell's normalised histograms over the blocks that contain it.

    Args:
        blocks: (N, R, C, block, block, orientations), the result of `block_descriptors`.

    Returns:
        (N, R + block - 1, C + block - 1, orientations) float32.
    """
    count, high, wide, block, _, orientations = blocks.shape
    if high == 0 or wide == 0:
        return np.zeros((count, 0, 0, orientations), np.float32)
    total = np.zeros((count, high + block - 1, wide + block - 1, orientations), np.float32)
    holders = np.zeros((*total.shape[1:3], 1), np.float32)
    for row in range(block):
        for column in range(block):
            total[:, row : row + high, column : column + wide] += blocks[:, :, :, row, column]
            holders[row : row + high, column : column + wide] += 1
    total /= holders
    return total


_CLIP = np.float32(0.2)
_EPSILON = np.float32(1e-5)


def _normalise(blocks: NDArray[np.float32]) -> None:
    squares = np.einsum("nrcijo,nrcijo->nrc", blocks, blocks)
    blocks /= np.sqrt(squares + _EPSILON**2)[..., None, None, None]


def _strip(images: NDArray[np.uint8], rows: slice, cell: int, orientations: int) -> NDArray[np.float32]:
    """Compute the cells of a strip of rows that is a whole number of cells high."""
    width = images.shape[2] // cell * cell
    gradients, squares = _strongest_gradients(images, rows, width)
    count, high, wide = len(images), (rows.stop - rows.start) // cell, width // cell
    bins = _bins(orientations).take(gradients).reshape(count, high, cell, wide, cell)
    votes = np.sqrt(squares.astype(np.float32))
    cells = np.arange(count * high * wide, dtype=np.intp).reshape(count, high, 1, wide, 1)
    totals = np.bincount((orientations * cells + bins).ravel(), votes.ravel(), cells.size * orientations)
    means: NDArray[np.float32] = (totals / cell**2).astype(np.float32)
    return means.reshape(count, high, wide, orientations)


def _strongest_gradients(
    images: NDArray[np.uint8], rows: slice, width: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Find the longest gradient among the channels of each pixel of some rows, the first among equals.

    Returns:
        The gradients as indices into the table of bins, and their squared lengths, both (N, rows, width).
    """
    gradients, lengths = _gradients(images[..., 0], rows, width)
    for channel in (1, 2):
        others, squares = _gradients(images[..., channel], rows, width)
        gradients = np.where(squares > lengths, others, gradients)
        lengths = np.maximum(squares, lengths)
    return gradients, lengths


def _gradients(planes: NDArray[np.uint8], rows: slice, width: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Compute the gradients of one channel (N, H, W) in some rows, and their squared lengths."""
    height = planes.shape[1]
    first = max(0, rows.start - 1)
    levels = planes[:, first : rows.stop + 1].astype(np.int32)
    down = np.zeros((len(planes), rows.stop - rows.start, planes.shape[2]), np.int32)
    across = np.zeros_like(down)
    # The first and the last row of an image, and its first and last column, have no gradient across the border.
    top, bottom = max(1, rows.start), min(height - 1, rows.stop)
    if top < bottom:
        down[:, top - rows.start : bottom - rows.start] = (
            levels[:, top + 1 - first : bottom + 1 - first] - levels[:, top - 1 - first : bottom - 1 - first]
        )
    inside = levels[:, rows.start - first : rows.stop - first]
    across[:, :, 1:-1] = inside[:, :, 2:] - inside[:, :, :-2]
    down, across = down[:, :, :width], across[:, :, :width]
    return (down + _LARGEST) * _SPAN + across + _LARGEST, down * down + across * across


@cache
def _bins(orientations: int) -> NDArray[np.intp]:
    """Tabulate the bin of each gradient (down, across), both from -255 to 255."""
    whole = np.arange(-_LARGEST, _LARGEST + 1, dtype=np.float64)
    degrees = np.rad2deg(np.arctan2(whole[:, None], whole[None, :])) % 180
    edges = 180 / orientations * np.arange(1, orientations)
    return np.searchsorted(edges, degrees, side="right").ravel()
