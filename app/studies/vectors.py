"""What classifiers see of a data set: the features of its examples as standardised vectors."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.datasets.catalogue import AnySplit
from app.datasets.labelled import LabelledPoints
from app.features.codebook import QUADRANTS, Codebook
from app.features.codebook_learning import Progress, learning
from app.features.vectors import Vectors, as_rgb, color_vectors, hog_vectors, pixel_vectors, word_vectors
from app.objectives.classifiers.standardisation import Standardisation

WORDS = 1000
AT_ONCE = 50
"""Images that are read in words between two signs of progress."""

OF_COLOURS: dict[str, Callable[[NDArray[np.uint8]], Vectors]] = {"color": color_vectors, "hog": hog_vectors}
"""Features of images in RGB."""


@dataclass(frozen=True)
class Extracted:
    """How far the extraction of a feature has come: ``done`` pieces ``of`` so many."""

    feature: str
    done: int
    of: int


@dataclass(frozen=True, eq=False)
class Seen:
    """What a classifier sees of a data set.

    Attributes:
        train: of the training part, (N, D) float32 with mean 0 and standard deviation 1.
        test: of the test part, (M, D) float32, scaled as the training part was.
        scale: how they were scaled.
    """

    train: Vectors
    test: Vectors
    scale: Standardisation

    @property
    def bytes(self) -> int:
        """The memory it takes."""
        return self.train.nbytes + self.test.nbytes

    @classmethod
    def of(cls, train: Vectors, test: Vectors) -> "Seen":
        """The two parts, scaled by the first."""
        scale = Standardisation.of(train)
        return cls(scale.applied(train), scale.applied(test), scale)


@dataclass(frozen=True, eq=False)
class _Read:
    """A feature of the training part and of the test part, as it was read."""

    train: Vectors
    test: Vectors


def extraction(split: AnySplit, features: tuple[str, ...]) -> Iterator[Extracted | Seen]:
    """Read the features of a data set, one after the other; yields progress, then what is seen, standardised.

    What is done between two pieces is what cannot be interrupted. Points of the plane are seen as they are.
    """
    if isinstance(split.train, LabelledPoints):
        yield Seen.of(split.train.points.astype(np.float32), split.test.points.astype(np.float32))
        return
    parts: list[_Read] = []
    train, test = split.train.images, split.test.images
    for feature in features:
        for piece in _feature(feature, train, test):
            if isinstance(piece, _Read):
                parts.append(piece)
            else:
                yield piece
    yield Seen.of(
        np.concatenate([part.train for part in parts], axis=1),
        np.concatenate([part.test for part in parts], axis=1),
    )


def input_length(split: AnySplit, features: tuple[str, ...]) -> int:
    """How long the vectors are that ``extraction`` gives."""
    if isinstance(split.train, LabelledPoints):
        return len(split.train.points[0])
    image = split.train.images[:1]
    lengths = (QUADRANTS * WORDS if feature == "words" else len(_plain(feature, image)[0]) for feature in features)
    return sum(lengths)


def _feature(feature: str, train: NDArray[np.uint8], test: NDArray[np.uint8]) -> Iterator[Extracted | _Read]:
    if feature == "words":
        yield from _words(as_rgb(train), as_rgb(test))
    else:
        yield _Read(_plain(feature, train), _plain(feature, test))


def _plain(feature: str, images: NDArray[np.uint8]) -> Vectors:
    """A feature that is read in no time."""
    return pixel_vectors(images) if feature == "pixels" else OF_COLOURS[feature](as_rgb(images))


def _words(train: NDArray[np.uint8], test: NDArray[np.uint8]) -> Iterator[Extracted | _Read]:
    """The words of a codebook that is learned from the training part."""
    of = 0
    codebook: Codebook | None = None
    for piece in learning(train, "whitened", WORDS, seed=0):
        match piece:
            case Progress(iteration, looks):
                of = looks - (-(len(train) + len(test)) // AT_ONCE)
                yield Extracted("words", iteration, of)
            case Codebook():
                codebook = piece
    assert codebook is not None
    images = np.concatenate([train, test])
    rows: list[Vectors] = []
    for first in range(0, len(images), AT_ONCE):
        rows.append(word_vectors(images[first : first + AT_ONCE], codebook))
        yield Extracted("words", codebook.training.iterations + len(rows), of)
    vectors = np.concatenate(rows)
    yield _Read(vectors[: len(train)], vectors[len(train) :])
