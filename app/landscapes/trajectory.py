"""The path of an optimizer compared with a plane through its end."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.objectives.classifiers.classifier import Classifier
from app.objectives.classifiers.planes.plane import Double, Explained, Plane, projection
from app.storage.trajectories import Trajectory


@dataclass(frozen=True, eq=False)
class Path:
    """The evaluated entries of an optimizer's path, the last at its end; (k,) each.

    Attributes:
        step: the entries of the path.
        x, y: the nearest point of the plane.
        loss: at the weights themselves, on all training examples, with regularization.
        plane_loss: at that point of the plane.
        residual: the distance of the weights from it.
    """

    step: NDArray[np.int64]
    x: Double
    y: Double
    loss: Double
    plane_loss: Double
    residual: Double


@dataclass(frozen=True, eq=False)
class ProjectedPath:
    """A path, and the share of it that the plane shows."""

    path: Path
    explained: Explained


def path_events(trajectory: Trajectory, classifier: Classifier, plane: Plane) -> Iterator[float | ProjectedPath]:
    """Compare a path with its projection; yields the share of its points that is done, then the path.

    Args:
        classifier: a classifier with examples in float64.
    """
    shown = projection(trajectory.weights, plane)
    losses = np.zeros((2, len(trajectory.entries)))
    for index, weights in enumerate(trajectory.weights):
        places = weights.astype(np.float64), plane.at(shown.x[index], shown.y[index])
        for place, row in zip(places, losses, strict=True):
            for part in classifier.loss_parts(place):
                row[index] += part
                yield index / len(trajectory.entries)
    path = Path(trajectory.entries, shown.x, shown.y, losses[0], losses[1], shown.residual)
    yield ProjectedPath(path, shown.explained)
