"""A path seen on a plane, and how much of it the plane does not show."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.objectives.classifiers.planes.plane import Double, Plane


@dataclass(frozen=True)
class Explained:
    """Shares, from 0 to 1, of the squared distances of a path's points from the plane's origin; NaN if all are 0.

    Attributes:
        x, y: what lies along each direction alone; they add up to the total if the directions are orthogonal.
        total: what lies in the plane.
    """

    x: float
    y: float
    total: float


@dataclass(frozen=True, eq=False)
class Projection:
    """The points of a path as the plane has them.

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
    offsets = path - plane.origin
    coordinates = np.linalg.lstsq(plane.directions.T, offsets.T, rcond=None)[0]
    shadows = coordinates.T @ plane.directions
    residual = np.linalg.norm(offsets - shadows, axis=1)
    along = ((offsets @ plane.directions.T) ** 2).sum(axis=0)
    lengths = (plane.directions**2).sum(axis=1)
    # A direction of length 0, as weights of 0 have it, explains nothing.
    parts = np.divide(along, lengths, out=np.zeros(2), where=lengths > 0)
    squares = np.array([*parts, (shadows**2).sum()])
    whole = (offsets**2).sum()
    x, y, total = (squares / whole if whole > 0 else np.full(3, np.nan)).tolist()
    return Projection(coordinates[0], coordinates[1], residual, Explained(x, y, total))
