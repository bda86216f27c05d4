"""The plane in which a path goes farthest (Li et al. 2018, section 7.2)."""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from app.objectives.classifiers.planes.long_vectors import entry_ranges
from app.objectives.classifiers.planes.plane import Double


class StoodStill(Exception):
    """A path that never left its end has no directions."""


def principal_directions(path: NDArray[np.floating[Any]]) -> Double:
    """The two directions that hold most of the squared distances of a path's points from its end.

    Args:
        path: (k, d), the end last; d ≥ 2.

    Returns:
        (2, d) float64, orthogonal and of length 1, turned so that the path begins at coordinates that are not negative.
        If the path is straight, the second is any direction across it.

    Raises:
        StoodStill: all points are the end.
    """
    # The offsets, transposed, are orthonormal columns times a triangle with k columns: so much of their decomposition
    # into singular values is that of the triangle.
    triangle = np.empty((0, len(path)))
    for entries in entry_ranges(*path.shape):
        rows = np.concatenate([triangle, _offsets(path, entries).T])
        triangle = cast(Double, np.linalg.qr(rows, mode="r"))
    if not triangle.any():
        raise StoodStill
    _, _, mixtures = np.linalg.svd(triangle)
    leading = np.empty((2, path.shape[1]))
    for entries in entry_ranges(*path.shape):
        leading[:, entries] = mixtures[:2] @ _offsets(path, entries)
    columns, _ = np.linalg.qr(leading.T)
    directions: Double = columns.T
    directions[directions @ _offsets(path[[0, -1]], slice(None))[0] < 0] *= -1
    return directions


def _offsets(path: NDArray[np.floating[Any]], entries: slice) -> Double:
    """How far some entries of a path's points are from those of its end."""
    offsets: Double = path[:, entries].astype(np.float64) - path[-1, entries]
    return offsets
