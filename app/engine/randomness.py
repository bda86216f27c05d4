"""Random numbers keyed by the seed and by what they are for, never by who asks or in which portions."""

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

BLOCK = 1024
"""Rows drawn at a time. Row i belongs to block i // BLOCK, which has a generator of its own."""

Distribution = Literal["uniform", "normal"]
PURPOSES = {"random_search": 11, "local_search": 12, "noise": 13, "checked_points": 14, "checked_dimensions": 15}
"""Each purpose's own key; changing one changes every path that is drawn with it."""


def rows(
    seed: int, purpose: str, distribution: Distribution, first: int, count: int, columns: int
) -> NDArray[np.float64]:
    """Rows ``first`` to ``first + count`` of an endless table of random numbers, shape (count, columns).

    Args:
        purpose: what the table is for; the tables of different purposes are independent.
        distribution: uniform on [0, 1), or standard normal.
    """
    blocks = range(first // BLOCK, (first + count - 1) // BLOCK + 1)
    table = np.concatenate([_block(seed, purpose, distribution, block, columns) for block in blocks])
    offset = first - blocks.start * BLOCK
    return table[offset : offset + count]


@lru_cache(maxsize=64)
def _block(seed: int, purpose: str, distribution: Distribution, block: int, columns: int) -> NDArray[np.float64]:
    generator = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(PURPOSES[purpose], block)))
    draw: Callable[..., NDArray[np.float64]] = (
        generator.random if distribution == "uniform" else generator.standard_normal
    )
    values = draw((BLOCK, columns))
    values.flags.writeable = False
    return values
