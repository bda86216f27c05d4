"""Axes on which there is something to be seen of a plane."""

import numpy as np

from app.objectives.classifiers.planes.plane import Double
from app.studies.planes.choice import Chosen
from app.studies.planes.path import Path
from app.studies.planes.specification import AnyPlane, HessianPlane, PrincipalPlane, RandomPlane

MARGIN = 0.1
"""What is left free on either side of what is to be seen, as a share of its extent."""


FLATTEST = 0.01
"""A bend of less is shown as one of this much, which lifts the loss by ½ at a distance of 10."""


def fitting_axes(plane: AnyPlane, chosen: Chosen, path: Path, counts: tuple[int, int]) -> tuple[Double, Double]:
    """The axes of a plane that was left to choose them.

    For random directions -1 to 1. For the others, whose directions have length 1, what shows all of the path, and of a
    Hessian's also where the bend alone has lifted the loss by ½.

    Args:
        counts: how many samples they have, odd.
    """
    match plane:
        case RandomPlane():
            return np.linspace(-1, 1, counts[0]), np.linspace(-1, 1, counts[1])
        case PrincipalPlane():
            return window(path.x, counts[0]), window(path.y, counts[1])
        case HessianPlane():
            assert chosen.eigenvalues is not None
            x, y = (np.array([-1, 1]) / np.sqrt(max(abs(value), FLATTEST)) for value in chosen.eigenvalues)
            return window(np.append(path.x, x), counts[0]), window(np.append(path.y, y), counts[1])


def window(coordinates: Double, count: int) -> Double:
    """Evenly spaced samples, one of which is 0, that reach around coordinates and 0; -1 to 1 if all of them are 0.

    Args:
        coordinates: (k,).
        count: how many samples, at least 2; odd for one of them to be 0.

    Returns:
        (count,) float64, ascending.
    """
    low, high = min(coordinates.min(), 0.0), max(coordinates.max(), 0.0)
    if low == high:
        half = (count - 1) / 2
        even: Double = (np.arange(count, dtype=np.float64) - half) / half
        return even
    margin = MARGIN * (high - low)
    spacing = (high - low + 2 * margin) / max(1, count - 2)
    below = np.ceil((margin - low) / spacing)
    samples: Double = (np.arange(count) - below) * spacing
    return samples
