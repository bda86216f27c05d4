"""Inputs scaled to mean 0 and standard deviation 1 over the training part."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint
from app.objectives.protocol import Array

NUMBERS = 1 << 19
"""The number of values processed at a time."""

MIN_COLUMNS = 3
"""The minimum number of columns processed at a time: numpy sums a single column in another order."""


@dataclass(frozen=True, eq=False)
class Standardisation:
    """The mean and the standard deviation (1 for a constant input) of each input in the training part, (D,)."""

    mean: NDArray[np.float64]
    deviation: NDArray[np.float64]

    @classmethod
    def of(cls, training: Array) -> "Standardisation":
        """Compute the standardisation of training inputs (N, D)."""
        count, length = training.shape
        mean, deviation = np.empty(length), np.empty(length)
        parts = -(-length // max(MIN_COLUMNS, NUMBERS // count))
        for columns in np.array_split(np.arange(length), parts):
            checkpoint()
            some = slice(columns[0], columns[-1] + 1)
            mean[some] = training[:, some].mean(axis=0, dtype=np.float64)
            deviation[some] = training[:, some].std(axis=0, dtype=np.float64)
        return cls(mean, np.where(deviation > 0, deviation, 1.0))

    def applied(self, inputs: Array) -> NDArray[np.float32]:
        """Scale inputs (N, D)."""
        scaled = np.empty(inputs.shape, np.float32)
        rows = max(1, NUMBERS // len(self.mean))
        for first in range(0, len(inputs), rows):
            checkpoint()
            some = slice(first, first + rows)
            scaled[some] = (inputs[some] - self.mean) / self.deviation
        return scaled
