"""Labelled images and points, split into training and test examples, and what describes them."""

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


@dataclass(frozen=True)
class Description:
    """What a data set holds.

    Attributes:
        name: for people.
        classes: the names of the classes, in the order of the labels.
        train, test: how many there are to learn from, and to test on.
        image_shape: (height, width, channels); None for points of the plane.
    """

    name: str
    classes: tuple[str, ...]
    train: int
    test: int
    image_shape: tuple[int, int, int] | None


def description_of(name: str, split: Split[LabelledImages]) -> Description:
    """What a set of images holds."""
    height, width, channels = split.train.images.shape[1:]
    return Description(
        name, split.train.classes, len(split.train.labels), len(split.test.labels), (height, width, channels)
    )
