"""What is computed row by row, such as the features of many images, some rows at a time."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint


def in_groups(compute: Callable[[Any], NDArray[np.float32]], rows: NDArray[Any], at_once: int) -> NDArray[np.float32]:
    """What ``compute`` makes of rows (N, …), ``at_once`` of them at a time, with a checkpoint before each group.

    Args:
        compute: gives an array for each row that depends on that row alone; N ≥ 1.
    """
    first = compute(rows[:at_once])
    computed = np.empty((len(rows), *first.shape[1:]), first.dtype)
    computed[:at_once] = first
    for start in range(at_once, len(rows), at_once):
        checkpoint()
        computed[start : start + at_once] = compute(rows[start : start + at_once])
    return computed
