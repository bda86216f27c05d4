"""What there is to learn from: things of one kind, each with the class that it belongs to."""

from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class LabelledImages:
    """Images of one size and what they show.

    Attributes:
        images: (N, height, width, channels) uint8: 3 channels are RGB, one is grey.
        labels: (N,) int64, indices into ``classes``.
        classes: the names of what there is to see.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    classes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class LabelledPoints:
    """Points of the plane and the class of each.

    Attributes:
        points: (N, 2) float64.
        labels: (N,) int64, indices into ``classes``.
        classes: the names of the classes.
    """

    points: NDArray[np.float64]
    labels: NDArray[np.int64]
    classes: tuple[str, ...]


Labelled = TypeVar("Labelled", LabelledImages, LabelledPoints)


@dataclass(frozen=True, eq=False)
class Split(Generic[Labelled]):
    """What to learn from, and what to test on."""

    train: Labelled
    test: Labelled
