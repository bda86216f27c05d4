"""Large work in small parts: a few rows, or a few images, at a time.

So few pixels stay in the processor's cache, and what is computed of them needs little memory however large the image.
"""

from collections.abc import Iterator
from typing import NamedTuple

MOST_PIXELS = 1 << 16


class Strip(NamedTuple):
    """Rows of consecutive images."""

    images: slice
    rows: slice


def strips(count: int, height: int, width: int, multiple: int = 1) -> Iterator[Strip]:
    """Parts of about `MOST_PIXELS` that together hold every row of every image.

    Args:
        count: number of images.
        height: rows of each, a multiple of ``multiple``.
        width: pixels of a row.
        multiple: rows that must not be parted, as those of a cell.
    """
    high = max(1, MOST_PIXELS // (multiple * width)) * multiple
    deep = max(1, MOST_PIXELS // (height * width))
    for first in range(0, count, deep):
        for top in range(0, height, high):
            yield Strip(slice(first, min(count, first + deep)), slice(top, min(height, top + high)))
