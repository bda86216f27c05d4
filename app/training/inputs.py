"""The inputs of classifiers: the features of a data set's examples as standardised vectors."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.datasets.labelled import AnySplit, LabelledPoints
from app.features.catalogue import FEATURES
from app.features.portions import in_groups
from app.features.vectors import Vectors, as_rgb
from app.interruption import checkpoint
from app.objectives.classifiers.standardisation import Standardisation
from app.storage.features import StoredFeature
from app.training.slow_features import SLOW_FEATURES, ExtractionProgress, slow_feature, slow_feature_length

IMAGES_AT_ONCE = 200
"""The number of images of which a quick feature is computed at a time."""

ROWS_AT_ONCE = 200
"""The number of rows of feature matrices that are joined at a time."""


@dataclass(frozen=True, eq=False)
class FeatureMatrices:
    """The standardised features of a data set.

    Attributes:
        train: the training part, (N, D) float32 with mean 0 and standard deviation 1.
        test: the test part, (M, D) float32, scaled like the training part.
        scale: the scaling.
        seconds: the time, on one core, that computing the features took originally.
    """

    train: Vectors
    test: Vectors
    scale: Standardisation
    seconds: float

    @property
    def bytes(self) -> int:
        """The size in memory."""
        return self.train.nbytes + self.test.nbytes

    @classmethod
    def of(cls, train: Vectors, test: Vectors, seconds: float) -> "FeatureMatrices":
        """Standardise two parts by the statistics of the first."""
        scale = Standardisation.of(train)
        return cls(scale.applied(train), scale.applied(test), scale, seconds)


def feature_matrices(
    split: AnySplit, features: tuple[str, ...], dataset: str
) -> Iterator[ExtractionProgress | FeatureMatrices]:
    """Compute the features of a data set, one after the other; yields progress, then the standardised matrices.

    Points of the plane are their own features.

    Args:
        dataset: the id of the data set, under which slow features are stored.
    """
    if isinstance(split.train, LabelledPoints):
        yield FeatureMatrices.of(split.train.points.astype(np.float32), split.test.points.astype(np.float32), 0.0)
        return
    parts: list[StoredFeature] = []
    for feature in features:
        for event in _feature(feature, split.train.images, split.test.images, dataset):
            if isinstance(event, StoredFeature):
                parts.append(event)
            else:
                yield event
    yield FeatureMatrices.of(
        _side_by_side([part.train for part in parts]),
        _side_by_side([part.test for part in parts]),
        sum(part.seconds for part in parts),
    )


def input_length(split: AnySplit, features: tuple[str, ...]) -> int:
    """The length of the vectors in ``feature_matrices``."""
    if isinstance(split.train, LabelledPoints):
        return len(split.train.points[0])
    image = split.train.images[:1]
    return sum(
        slow_feature_length(feature) if feature in SLOW_FEATURES else len(quick_vectors(feature, image)[0])
        for feature in features
    )


def _feature(
    feature: str, train: NDArray[np.uint8], test: NDArray[np.uint8], dataset: str
) -> Iterator[ExtractionProgress | StoredFeature]:
    if feature in SLOW_FEATURES:
        yield from slow_feature(feature, as_rgb(train), as_rgb(test), dataset)
        return
    began = time.thread_time()
    vectors = quick_vectors(feature, train), quick_vectors(feature, test)
    yield StoredFeature(*vectors, time.thread_time() - began)


def quick_vectors(feature: str, images: NDArray[np.uint8]) -> Vectors:
    """Compute a quick feature, (N, length), of images (N, H, W, 1 or 3)."""
    compute = FEATURES[feature].compute
    assert compute is not None, feature
    return in_groups(compute, images, IMAGES_AT_ONCE)


def _side_by_side(vectors: Sequence[Vectors]) -> Vectors:
    """Concatenate vectors (N, …) of the same examples into one for each example."""
    if len(vectors) == 1:
        return vectors[0]
    joined = np.empty((len(vectors[0]), sum(one.shape[1] for one in vectors)), np.float32)
    for first in range(0, len(joined), ROWS_AT_ONCE):
        checkpoint()
        some = slice(first, first + ROWS_AT_ONCE)
        np.concatenate([one[some] for one in vectors], axis=1, out=joined[some])
    return joined
