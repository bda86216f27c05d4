"""Labelled images and points, split into training and test examples, and their descriptions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.texts import Text


@dataclass(frozen=True, eq=False)
class LabelledImages:
    """Images of one size and their labels.

    Attributes:
        images: (N, height, width, channels) uint8: 3 channels are RGB, one is grey.
        labels: (N,) int64, indices into ``classes``.
        classes: the names of the classes.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    classes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class LabelledPoints:
    """Points of the plane and their labels.

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
    """The training part and the test part of a data set."""

    train: Labelled
    test: Labelled


@dataclass(frozen=True)
class Description:
    """A summary of a data set.

    Attributes:
        name: the displayed name.
        classes: the names of the classes, in the order of the labels.
        train, test: the numbers of training and test examples.
        image_shape: (height, width, channels); None for points of the plane.
    """

    name: str
    classes: tuple[str, ...]
    train: int
    test: int
    image_shape: tuple[int, int, int] | None


AnySplit = Split[LabelledImages] | Split[LabelledPoints]


@dataclass(frozen=True)
class BuiltIn:
    """A data set that is always available.

    Attributes:
        label: its name on the pages.
        description: written out, so that listing data sets need not make them.
        split: makes the data set, the same each time.
    """

    id: str
    label: Text
    description: Description
    split: Callable[[], AnySplit]


def description_of(name: str, split: Split[LabelledImages]) -> Description:
    """Describe a set of images."""
    height, width, channels = split.train.images.shape[1:]
    return Description(
        name, split.train.classes, len(split.train.labels), len(split.test.labels), (height, width, channels)
    )
