"""Large work in small portions: a few rows, or a few images, at a time."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint

MAX_STRIP_PIXELS = 1 << 16


class Strip(NamedTuple):
    """Rows of consecutive images."""

    images: slice
    rows: slice


def strips(count: int, height: int, width: int, multiple: int = 1) -> Iterator[Strip]:
    """Divide images into strips of about `MAX_STRIP_PIXELS` that together contain every row of every image.

    Args:
        count: the number of images.
        height: the rows of each, a multiple of ``multiple``.
        width: the pixels of a row.
        multiple: the number of rows that must stay together, such as those of a cell.
    """
    high = max(1, MAX_STRIP_PIXELS // (multiple * width)) * multiple
    deep = max(1, MAX_STRIP_PIXELS // (height * width))
    for first in range(0, count, deep):
        for top in range(0, height, high):
            yield Strip(slice(first, min(count, first + deep)), slice(top, min(height, top + high)))


def in_groups(compute: Callable[[Any], NDArray[np.float32]], rows: NDArray[Any], at_once: int) -> NDArray[np.float32]:
    """Apply ``compute`` to rows (N, …) in groups of ``at_once``, with a checkpoint before each group.

    Args:
        compute: returns an array for each row (N ≥ 1) that depends on that row alone.
    """
    first = compute(rows[:at_once])
    computed = np.empty((len(rows), *first.shape[1:]), first.dtype)
    computed[:at_once] = first
    for start in range(at_once, len(rows), at_once):
        checkpoint()
        computed[start : start + at_once] = compute(rows[start : start + at_once])
    return computed
