"""Random numbers keyed by the seed and by what they are for, never by who asks or in which portions."""

from collections.abc import Callable
from functools import lru_cache
from math import ceil
from typing import Literal

import numpy as np
from numpy.typing import DTypeLike, NDArray

from app.objectives.protocol import Array

BLOCK = 2048
"""Numbers drawn at a time. A row belongs to a block of rows, which has a generator of its own."""

Distribution = Literal["uniform", "normal"]
PURPOSES = {
    "random_search": 11,
    "local_search": 12,
    "noise": 13,
    "checked_points": 14,
    "checked_dimensions": 15,
    "minibatches": 16,
    "start": 17,
    "cloud": 18,
    "plane": 19,
}
"""Each purpose's own key; changing one changes every path that is drawn with it."""


def rows(
    seed: int, purpose: str, distribution: Distribution, first: int, count: int, columns: int
) -> NDArray[np.float64]:
    """Rows ``first`` to ``first + count`` of an endless table of random numbers, shape (count, columns).

    Args:
        purpose: names the use of the table; the tables of different purposes are independent.
        distribution: uniform on [0, 1), or standard normal.
    """
    high = rows_a_block(columns)
    blocks = range(first // high, (first + count - 1) // high + 1)
    table = np.concatenate([_block(seed, purpose, distribution, block, columns) for block in blocks])
    offset = first - blocks.start * high
    return table[offset : offset + count]


def generator(seed: int, purpose: str, index: int) -> np.random.Generator:
    """The generator of the random numbers that are for a purpose and, of those, for the one of an index."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(PURPOSES[purpose], index)))


def rows_a_block(columns: int) -> int:
    """How many rows of a table of so many columns come from one generator."""
    return max(1, BLOCK // max(columns, 2))


@lru_cache(maxsize=64)
def _block(seed: int, purpose: str, distribution: Distribution, block: int, columns: int) -> NDArray[np.float64]:
    random = generator(seed, purpose, block)
    draw: Callable[..., NDArray[np.float64]] = random.random if distribution == "uniform" else random.standard_normal
    values = draw((rows_a_block(columns), columns))
    values.flags.writeable = False
    return values


def random_start(spread: NDArray[np.float64], seed: int, dtype: DTypeLike) -> Array:
    """Normal random weights (d,) of the given standard deviations, drawn from the seed."""
    start: Array = (spread * generator(seed, "start", 0).standard_normal(spread.size)).astype(dtype)
    return start


def batches_per_epoch(size: int, count: int) -> int:
    """How many minibatches of ``size`` hold ``count`` examples; the last may be smaller."""
    return ceil(count / size)


def batch_rows(seed: int, entry: int, size: int, count: int) -> NDArray[np.intp]:
    """The examples, of ``count``, on which the gradient of an entry of the path is computed.

    Each epoch goes through all of them in an order of its own, drawn from the seed: optimizers with the same size see
    the same batches.
    """
    epoch, batch = divmod(entry, batches_per_epoch(size, count))
    return _order(seed, epoch, count)[batch * size : (batch + 1) * size]


@lru_cache(maxsize=64)
def _order(seed: int, epoch: int, count: int) -> NDArray[np.intp]:
    order = generator(seed, "minibatches", epoch).permutation(count)
    order.flags.writeable = False
    return order
