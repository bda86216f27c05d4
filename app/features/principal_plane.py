"""The plane on which points of many dimensions are drawn."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint


@dataclass(frozen=True, eq=False)
class PrincipalPlane:
    """The plane through the mean of points along the two directions in which they vary most.

    Attributes:
        origin: (length,) float32.
        directions: (length, 2) float32, of length 1 and at right angles; the largest entry of each is positive.
    """

    origin: NDArray[np.float32]
    directions: NDArray[np.float32]

    def projected(self, points: NDArray[np.float32]) -> NDArray[np.float32]:
        """Points (count, length) as their two coordinates on the plane, (2, count)."""
        return np.ascontiguousarray(((points - self.origin) @ self.directions).T)


def principal_plane(points: NDArray[np.float32]) -> PrincipalPlane:
    """The plane of the two largest principal components of points (count, length), length ≥ 2."""
    checkpoint()
    origin = points.mean(axis=0)
    centred = points - origin
    checkpoint()
    products = (centred.T @ centred).astype(np.float64)
    checkpoint()
    _, directions = np.linalg.eigh(products)
    largest = directions[:, :-3:-1]
    signs = np.sign(largest[np.abs(largest).argmax(axis=0), [0, 1]])
    return PrincipalPlane(origin, (largest * signs).astype(np.float32))
