"""A plane in the space of weights."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint
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
        """The origin and the two directions, (3, d); a linear function of weights needs only its values at these."""
        return np.vstack([self.origin, self.directions])

    def at(self, x: float, y: float) -> Double:
        """Compute the weights (d,) at a point of the plane."""
        weights: Double = self.origin + x * self.directions[0] + y * self.directions[1]
        return weights


def with_bias(inputs: Array, matrices: Double) -> Double:
    """Compute the outputs ``W x + b`` of several dense layers side by side.

    Args:
        inputs: (N, D).
        matrices: (m, filters, D + 1).

    Returns:
        (m, N, filters) float64.
    """
    outputs: Double = inputs @ matrices[:, :, :-1].swapaxes(1, 2) + matrices[:, np.newaxis, :, -1]
    return outputs


@dataclass(frozen=True)
class Explained:
    """The explained variance of a path: shares, from 0 to 1, of its points' squared distances from the plane's origin.

    NaN if all distances are 0.

    Attributes:
        x, y: the share along each direction alone; they add up to the total if the directions are orthogonal.
        total: the share in the plane.
    """

    x: float
    y: float
    total: float


@dataclass(frozen=True, eq=False)
class Projection:
    """The points of a path projected onto a plane.

    Attributes:
        x, y: (k,) float64, the coordinates of the nearest point of the plane.
        residual: (k,) float64, the distance to it.
    """

    x: Double
    y: Double
    residual: Double
    explained: Explained


def projection(path: NDArray[np.floating[Any]], plane: Plane) -> Projection:
    """Project the points (k, d) of a path onto a plane by least squares."""
    axes, triangle = np.linalg.qr(plane.directions.T)
    # A direction of length 0, which weights of 0 lead to, has no inverse and explains nothing.
    inverse = np.linalg.pinv(triangle, rcond=plane.origin.size * np.finfo(np.float64).eps) @ axes.T
    coordinates, residual = np.empty((2, len(path))), np.empty(len(path))
    along, shown, whole = np.zeros(2), 0.0, 0.0
    for index, weights in enumerate(path):
        checkpoint()
        offset = weights - plane.origin
        coordinates[:, index] = inverse @ offset
        shadow = coordinates[:, index] @ plane.directions
        residual[index] = np.linalg.norm(offset - shadow)
        along += (plane.directions @ offset) ** 2
        shown += float(shadow @ shadow)
        whole += float(offset @ offset)
    lengths = (plane.directions**2).sum(axis=1)
    squares = np.array([*np.divide(along, lengths, out=np.zeros(2), where=lengths > 0), shown])
    x, y, total = (squares / whole if whole > 0 else np.full(3, np.nan)).tolist()
    return Projection(coordinates[0], coordinates[1], residual, Explained(x, y, total))
