"""A plane through trained weights, as it was asked for."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from app.engine.randomness import generator
from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.planes.directions import normalised
from app.objectives.classifiers.planes.hessian import MOST_PRODUCTS, Eigenpairs, leading_eigenpairs
from app.objectives.classifiers.planes.plane import Double, Plane
from app.objectives.classifiers.planes.principal import StoodStill, principal_directions
from app.storage.trajectories import Trajectory
from app.studies.lessons import Unfit
from app.studies.planes.specification import AnyPlane, HessianPlane, PrincipalPlane, RandomPlane

MOST_NUMBERS = 20_000_000
"""How many weights a path's principal directions are found from at most; a long path of many is thinned."""

HESSIAN_SEED = 0
"""Of the vectors that the search for eigenvectors begins with; they leave no trace in what it finds."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """A plane, and for that of a Hessian the eigenvalues (2,) of its directions."""

    plane: Plane
    eigenvalues: Double | None = None


def plane_pieces(specification: AnyPlane, classifier: Classifier, trajectory: Trajectory) -> Iterator[float | Chosen]:
    """Find a plane through the last weights of a path; yields the share that is done, if it takes long, then the plane.

    Args:
        classifier: its examples in float64.

    Raises:
        Unfit: the path has no directions.
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
            except StoodStill as error:
                raise Unfit("plane.kind", "The optimizer never left its start; use random or hessian.") from error
            yield Chosen(Plane(origin, directions))
        case HessianPlane():
            for piece in leading_eigenpairs(classifier, origin, _draws(HESSIAN_SEED, origin.size)):
                match piece:
                    case Eigenpairs(values, vectors):
                        yield Chosen(Plane(origin, vectors), values)
                    case products:
                        yield products / MOST_PRODUCTS


def _draws(seed: int, size: int) -> Double:
    """Two normal random vectors, (2, size)."""
    return np.stack([generator(seed, "plane", index).standard_normal(size) for index in range(2)])
