"""Features that take long to compute from a data set: computed with progress, and stored."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.features.cnn.reading import cnn_reading
from app.features.codebook import QUADRANTS, Codebook
from app.features.codebook_learning import VERSION, Progress, learning
from app.features.vectors import Vectors, word_vectors
from app.interruption import checkpoint
from app.logs import logger_of
from app.requests.codebooks import default_words
from app.storage.archive_folder import derived_id
from app.storage.features import StoredFeature, feature_folder
from app.storage.removals import is_removed

PART_BYTES = 1 << 22


def digest_of_arrays(prefix: bytes, arrays: Iterable[NDArray[Any]]) -> str:
    """Compute the hexadecimal SHA-256 of some bytes followed by the bytes of arrays."""
    digest = sha256(prefix)
    for array in arrays:
        content = np.asarray(array, order="C").reshape(-1).view(np.uint8).data
        for first in range(0, len(content), PART_BYTES):
            checkpoint()
            digest.update(content[first : first + PART_BYTES])
    return digest.hexdigest()


AT_ONCE = 50
"""The number of images read between two progress events."""

Images = NDArray[np.uint8]

logger = logger_of(__name__)


@dataclass(frozen=True)
class ExtractionProgress:
    """The progress of computing a feature: ``done`` parts ``of`` so many."""

    feature: str
    done: int
    of: int


def slow_feature(
    feature: str, train: Images, test: Images, dataset: str
) -> Iterator[ExtractionProgress | StoredFeature]:
    """Compute one of ``SLOW_FEATURES`` of RGB images (N, H, W, 3) unless stored; yields progress, then the feature.

    If the disk cannot be written to, the feature is not stored.

    Args:
        dataset: the id of the images' data set; the feature is stored as long as this data set exists.
    """
    id = derived_id(dataset, _digest(feature, train, test))
    load = feature_folder().load(id)
    if load is not None:
        yield load
        return
    events, seconds = SLOW_FEATURES[feature](train, test), 0.0
    while True:
        began = time.thread_time()
        event = next(events)
        seconds += time.thread_time() - began
        if isinstance(event, ExtractionProgress):
            yield event
            continue
        vectors = StoredFeature(event[: len(train)], event[len(train) :], seconds)
        _store(id, dataset, vectors)
        yield vectors
        return


def _store(id: str, dataset: str, vectors: StoredFeature) -> None:
    try:
        feature_folder().save(id, vectors)
        if is_removed(dataset):
            feature_folder().remove(id)
    except OSError as error:
        logger.warning("A feature could not be stored: %s.", error.strerror)


def _digest(feature: str, train: Images, test: Images) -> str:
    """Make a name for a feature of the images: equal if its numbers are equal."""
    return digest_of_arrays(
        f"{feature} {VERSION} {slow_feature_length(feature)} {train.shape} {test.shape}".encode(), (train, test)
    )[:32]


def _words(train: Images, test: Images) -> Iterator[ExtractionProgress | Vectors]:
    """Compute soft counts of words, with a codebook learned from the training part."""
    of = 0
    codebook: Codebook | None = None
    for event in learning(train, "whitened", default_words(), seed=0):
        match event:
            case Progress(iteration, interval):
                of = interval + _parts(train, test)
                yield ExtractionProgress("words", iteration, of)
            case Codebook():
                codebook = event
    assert codebook is not None
    length = QUADRANTS * len(codebook)
    yield from _read("words", length, lambda images: word_vectors(images, codebook), train, test, of)


def _network(train: Images, test: Images) -> Iterator[ExtractionProgress | Vectors]:
    """Compute the features of a network trained on ImageNet."""
    yield from _read("cnn", CNN_LENGTH, lambda images: cnn_reading(images).features, train, test, _parts(train, test))


def _read(
    feature: str, length: int, read: Callable[[Images], Vectors], train: Images, test: Images, of: int
) -> Iterator[ExtractionProgress | Vectors]:
    """Compute vectors of a length for all images, some at a time; progress ends at ``of``."""
    vectors = np.empty((len(train) + len(test), length), np.float32)
    before = of - _parts(train, test)
    for part, first in enumerate(range(0, len(vectors), AT_ONCE), 1):
        some = slice(first, first + AT_ONCE)
        of_test = slice(max(0, some.start - len(train)), max(0, some.stop - len(train)))
        vectors[some] = read(np.concatenate([train[some], test[of_test]]))
        yield ExtractionProgress(feature, before + part, of)
    yield vectors


def _parts(train: Images, test: Images) -> int:
    return -(-(len(train) + len(test)) // AT_ONCE)


SLOW_FEATURES: dict[str, Callable[[Images, Images], Iterator[ExtractionProgress | Vectors]]] = {
    "words": _words,
    "cnn": _network,
}
"""The computation of each: yields progress, then the vectors of the training images followed by the test images."""
CNN_LENGTH = 1280


def slow_feature_length(feature: str) -> int:
    """The length of the vectors of a slow feature."""
    return QUADRANTS * default_words() if feature == "words" else CNN_LENGTH
