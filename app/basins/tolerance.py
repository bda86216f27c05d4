"""The distance within which a point counts as at a minimum."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Distance = float | NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Reach:
    """Distances along x and along y: one for all points, or arrays of shape (n,) with one for each."""

    x: Distance
    y: Distance

    def scaled(self, share: Distance) -> "Reach":
        """Scale the reach by a factor."""
        return Reach(share * self.x, share * self.y)

    def covers(self, x: NDArray[np.floating[Any]], y: NDArray[np.floating[Any]]) -> NDArray[np.bool_]:
        """Whether offsets are within the reach along both axes; false where they are NaN."""
        covered: NDArray[np.bool_] = (np.abs(x) <= self.x) & (np.abs(y) <= self.y)
        return covered
