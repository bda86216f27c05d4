"""Features of data sets that took long to read, each in a file named by its data set and a digest of what was read."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.instance import current_settings
from app.storage.archive_folder import DerivedFolder, FileCache
from app.storage.archives import unpacked


@dataclass(frozen=True, eq=False)
class StoredFeature:
    """A feature of the two parts of a data set.

    Attributes:
        train, test: (N, D) and (M, D) float32.
        seconds: what reading it took.
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
        max_files: how many are kept; beyond, those read first go.
    """

    caches = (_read_vectors,)

    max_files: int

    def save(self, id: str, vectors: StoredFeature) -> None:
        """Put a feature on the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        arrays = {"train": vectors.train, "test": vectors.test, "seconds": np.array(vectors.seconds)}
        self.write(id, arrays)
        self.remove_all_but(self.max_files)

    def load(self, id: str) -> StoredFeature | None:
        """The feature, or None if there is none that can be read."""
        return self.read(id, _read_vectors)


def feature_folder() -> FeatureFolder:
    """Where features are kept."""
    return FeatureFolder(current_settings().data_folder() / "features", current_settings().max_feature_files)
