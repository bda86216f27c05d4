"""Features of data sets that took long to read, each in a file named by a digest of what was read."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.storage.archive_folder import ArchiveFolder
from app.storage.archives import packed, unpacked


@dataclass(frozen=True, eq=False)
class KeptVectors:
    """A feature of the two parts of a data set.

    Attributes:
        train, test: (N, D) and (M, D) float32.
        seconds: what reading it took.
    """

    train: NDArray[np.float32]
    test: NDArray[np.float32]
    seconds: float


@dataclass(frozen=True)
class VectorFolder(ArchiveFolder):
    """A folder of features.

    Attributes:
        most: how many are kept; beyond, those read first go.
    """

    most: int

    def keep(self, digest: str, vectors: KeptVectors) -> None:
        """Put a feature on the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        arrays = {"train": vectors.train, "test": vectors.test, "seconds": np.array(vectors.seconds)}
        self.write(digest, packed(arrays))
        self.remove_all_but(self.most)

    def kept(self, digest: str) -> KeptVectors | None:
        """The feature, or None if there is none that can be read."""
        return self.read(digest, _vectors)


@lru_cache(maxsize=2)
def _vectors(file: Path, modified: int) -> KeptVectors:
    """The feature in a file, read once for each time it was ``modified``."""
    with unpacked(file) as arrays:
        return KeptVectors(arrays["train"], arrays["test"], float(arrays["seconds"]))
