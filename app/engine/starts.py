"""Where the weights of a network begin."""

import numpy as np
from numpy.typing import DTypeLike, NDArray

from app.engine.randomness import generator
from app.objectives.protocol import Array


def random_start(spread: NDArray[np.float64], seed: int, dtype: DTypeLike) -> Array:
    """Normal random weights (d,) of the given standard deviations, drawn from the seed."""
    start: Array = (spread * generator(seed, "start", 0).standard_normal(spread.size)).astype(dtype)
    return start
