"""Random directions on the scale of the weights, so that planes of different networks can be compared."""

from typing import Literal

import numpy as np

from app.objectives.classifiers.network import Network
from app.objectives.classifiers.planes.plane import Double

Normalization = Literal["filter", "layer", "none"]


def normalised(direction: Double, weights: Double, network: Network, normalization: Normalization) -> Double:
    """A direction whose parts have the lengths of the same parts of the weights (Li et al. 2018, section 4).

    A filter is a row of a layer's matrix, its bias included. Multiplying filters by a number, and dividing by it the
    weights that read them, changes nothing that a ReLU network does, but its landscape along directions as they were
    drawn. It hardly changes that along filter-normalised ones: only the biases of what reads are not divided.

    Args:
        direction: (d,), whose parts are nowhere zero, as drawn at random.
        weights: (d,); where a part of them is zero, so is that of the direction.
        normalization: the parts: each ``filter``, each ``layer``, or ``none``, which leaves the direction as it is.

    Returns:
        (d,) float64.
    """
    if normalization == "none":
        return direction
    scaled = direction.copy()
    parts_in_a_row = 1 if normalization == "filter" else None
    for to_scale, like in zip(network.matrices(scaled), network.matrices(weights), strict=True):
        if to_scale.size:
            to_scale *= _length(like, parts_in_a_row) / _length(to_scale, parts_in_a_row)
    return scaled


def _length(matrix: Double, axis: int | None) -> Double:
    """The length of each row (axis 1), or of all of the matrix (axis None)."""
    squares: Double = (matrix**2).sum(axis=axis, keepdims=True)
    return np.sqrt(squares)
