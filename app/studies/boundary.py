"""What a classifier makes of the plane: the class of each place."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.datasets.labelled import LabelledPoints
from app.objectives.protocol import Array
from app.studies.lessons import Lesson

PLACES = 81
MARGIN = 0.15
"""How far the plane is shown beyond the points, in shares of their extent."""


@dataclass(frozen=True, eq=False)
class Boundary:
    """The class with the highest score at places of the plane: ``labels[j][i]`` at ``(x[i], y[j])``."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    labels: NDArray[np.int64]


def boundary(lesson: Lesson, weights: Array) -> Boundary | None:
    """The classes around the training points at ``weights`` (d,); None where the examples are no points."""
    train = lesson.plan.split.train
    if not isinstance(train, LabelledPoints):
        return None
    low, high = train.points.min(axis=0), train.points.max(axis=0)
    room = MARGIN * (high - low)
    x, y = (np.linspace(*ends, PLACES) for ends in zip(low - room, high + room, strict=True))
    places = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    scores = lesson.task.classifier.network.scores(weights, lesson.seen.scale.applied(places))
    return Boundary(x, y, scores.argmax(axis=1).reshape(PLACES, PLACES))
