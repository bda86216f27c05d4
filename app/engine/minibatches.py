"""Which examples make up the minibatch of a step (lecture point S7)."""

from functools import lru_cache
from math import ceil

import numpy as np
from numpy.typing import NDArray

from app.engine.randomness import generator


def batches_per_epoch(size: int, count: int) -> int:
    """How many minibatches of ``size`` hold ``count`` examples; the last may be smaller."""
    return ceil(count / size)


def batch_rows(seed: int, entry: int, size: int, count: int) -> NDArray[np.intp]:
    """The examples, of ``count``, at which the gradient of an entry of the path looks.

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
