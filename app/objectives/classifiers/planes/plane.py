"""A plane in the space of weights."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.objectives.protocol import Array

Double = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Plane:
    """The weights ``origin + x·directions[0] + y·directions[1]``.

    Attributes:
        origin: (d,) float64.
        directions: (2, d) float64; they need be neither orthogonal nor of length 1.
    """

    origin: Double
    directions: Double

    @property
    def spans(self) -> Double:
        """The origin and the two directions, (3, d): what is linear in weights is found for each of them alone."""
        return np.vstack([self.origin, self.directions])

    def at(self, x: float, y: float) -> Double:
        """The weights (d,) at a point of the plane."""
        weights: Double = self.origin + x * self.directions[0] + y * self.directions[1]
        return weights


def with_bias(inputs: Array, matrices: Double) -> Double:
    """The outputs ``W x + b`` of several dense layers side by side.

    Args:
        inputs: (N, D).
        matrices: (m, filters, D + 1).

    Returns:
        (m, N, filters) float64.
    """
    outputs: Double = inputs @ matrices[:, :, :-1].swapaxes(1, 2) + matrices[:, np.newaxis, :, -1]
    return outputs
