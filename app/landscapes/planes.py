"""The plane through trained weights that a request names, and axes that show the interesting part of it."""

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

MAX_NUMBERS = 20_000_000
"""The maximum number of weights from which principal directions are computed; longer paths are thinned."""

HESSIAN_SEED = 0
"""The seed of the vectors with which the search for eigenvectors begins; the result does not depend on them."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """A plane, with the eigenvalues (2,) of its directions if they are eigenvectors of the Hessian."""

    plane: Plane
    eigenvalues: Double | None = None


def plane_events(specification: AnyPlane, classifier: Classifier, trajectory: Trajectory) -> Iterator[float | Chosen]:
    """Find a plane through the last weights of a path; yields the share that is done, if it takes long, then the plane.

    Args:
        classifier: a classifier with examples in float64.

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
                directions = principal_directions(trajectory.thinned(MAX_NUMBERS // origin.size).weights)
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
    """Draw two normal random vectors, (2, size)."""
    return np.stack([generator(seed, "plane", index).standard_normal(size) for index in range(2)])


MARGIN = 0.1
"""The margin on either side of the visible points, as a share of their extent."""


FLATTEST = 0.01
"""The minimum curvature assumed for the extent of a plane; it raises the loss by ½ at a distance of 10."""


def fitting_axes(plane: AnyPlane, chosen: Chosen, path: Path, counts: tuple[int, int]) -> tuple[Double, Double]:
    """Choose the axes of a plane for which the request names none.

    For random directions they are -1 to 1. The other planes have directions of length 1, and their axes show the whole
    path; those of a Hessian also reach to where curvature alone has raised the loss by ½.

    Args:
        counts: the numbers of samples, odd.
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
    """Space samples evenly over all coordinates and 0, with one sample at 0; -1 to 1 if all coordinates are 0.

    Args:
        coordinates: (k,).
        count: the number of samples, at least 2; odd for one of them to be 0.

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
