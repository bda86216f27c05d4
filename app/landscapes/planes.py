"""The plane through trained weights that a request names, and axes on which there is something to be seen of it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.engine.randomness import generator
from app.landscapes.trajectory import Path
from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.planes.directions import (
    MAX_PRODUCTS,
    Eigenpairs,
    NoDirectionsError,
    leading_eigenpairs,
    normalised,
    principal_directions,
)
from app.objectives.classifiers.planes.plane import Double, Plane
from app.requests.landscapes import AnyPlane, HessianPlane, PrincipalPlane, RandomPlane
from app.storage.trajectories import Trajectory
from app.training.task import UntrainableError

MOST_NUMBERS = 20_000_000
"""How many weights a path's principal directions are found from at most; a long path of many is thinned."""

HESSIAN_SEED = 0
"""Of the vectors that the search for eigenvectors begins with; they leave no trace in what it finds."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """A plane, and for that of a Hessian the eigenvalues (2,) of its directions."""

    plane: Plane
    eigenvalues: Double | None = None


def plane_events(specification: AnyPlane, classifier: Classifier, trajectory: Trajectory) -> Iterator[float | Chosen]:
    """Find a plane through the last weights of a path; yields the share that is done, if it takes long, then the plane.

    Args:
        classifier: its examples in float64.

    Raises:
        UntrainableError: the path has no directions.
    """
    origin = trajectory.weights[-1].astype(np.float64)
    match specification:
        case RandomPlane(seed=seed, normalization=normalization):
            draws = _draws(seed, origin.size)
            scaled = [normalised(draw, origin, classifier.network, normalization) for draw in draws]
            yield Chosen(Plane(origin, np.stack(scaled)))
        case PrincipalPlane():
            try:
                directions = principal_directions(trajectory.thinned(MOST_NUMBERS // origin.size).weights)
            except NoDirectionsError as error:
                raise UntrainableError(
                    "plane.kind", "The optimizer never left its start; use random or hessian."
                ) from error
            yield Chosen(Plane(origin, directions))
        case HessianPlane():
            for event in leading_eigenpairs(classifier, origin, _draws(HESSIAN_SEED, origin.size)):
                match event:
                    case Eigenpairs(values, vectors):
                        yield Chosen(Plane(origin, vectors), values)
                    case products:
                        yield products / MAX_PRODUCTS


def _draws(seed: int, size: int) -> Double:
    """Two normal random vectors, (2, size)."""
    return np.stack([generator(seed, "plane", index).standard_normal(size) for index in range(2)])


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
