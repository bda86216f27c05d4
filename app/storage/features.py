"""Stored slow features, each in a file named by its data set and a digest of the images and the method."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.instance import current_settings
from app.storage.archive_folder import DerivedFolder, FileCache
from app.storage.archives import unpacked


@dataclass(frozen=True, eq=False)
class StoredFeature:
    """A feature of the training and test parts of a data set.

    Attributes:
        train, test: (N, D) and (M, D) float32.
        seconds: the time that computing it took.
    """

    train: NDArray[np.float32]
    test: NDArray[np.float32]
    seconds: float


def _vectors(file: Path) -> StoredFeature:
    with unpacked(file) as arrays:
        return StoredFeature(arrays["train"], arrays["test"], float(arrays["seconds"]))


_read_vectors = FileCache(_vectors, max_files=2)


@dataclass(frozen=True)
class FeatureFolder(DerivedFolder):
    """A folder of features.

    Attributes:
        max_files: the maximum number of features; beyond it, the oldest are removed.
    """

    caches = (_read_vectors,)

    max_files: int

    def save(self, id: str, vectors: StoredFeature) -> None:
        """Write a feature to the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        arrays = {"train": vectors.train, "test": vectors.test, "seconds": np.array(vectors.seconds)}
        self.write(id, arrays)
        self.remove_all_but(self.max_files)

    def load(self, id: str) -> StoredFeature | None:
        """Return the feature of an id, or None if there is no readable one."""
        return self.read(id, _read_vectors)


def feature_folder() -> FeatureFolder:
    """The folder of stored features."""
    return FeatureFolder(current_settings().data_folder() / "features", current_settings().max_feature_files)
