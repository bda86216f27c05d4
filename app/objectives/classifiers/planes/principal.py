"""The plane in which a path goes farthest (Li et al. 2018, section 7.2)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    offsets = path.astype(np.float64) - path[-1]
    if not offsets.any():
        raise StoodStill
    _, _, directions = np.linalg.svd(offsets, full_matrices=False)
    leading: Double = directions[:2]
    leading[leading @ offsets[0] < 0] *= -1
    return leading
