"""Inputs brought to mean 0 and standard deviation 1, as seen in training."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.objectives.protocol import Array


@dataclass(frozen=True, eq=False)
class Standardisation:
    """The mean and the standard deviation of each input in the training part, (D,); 1 where an input never changes."""

    mean: NDArray[np.float64]
    deviation: NDArray[np.float64]

    @classmethod
    def of(cls, training: Array) -> "Standardisation":
        """That of training inputs (N, D)."""
        deviation = training.std(axis=0, dtype=np.float64)
        return cls(training.mean(axis=0, dtype=np.float64), np.where(deviation > 0, deviation, 1.0))

    def applied(self, inputs: Array) -> NDArray[np.float32]:
        """Inputs (N, D) so scaled."""
        return ((inputs - self.mean) / self.deviation).astype(np.float32)
