"""The sets of images that are kept, each in a file named by its id."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.datasets.description import Description, description_of
from app.storage.archive_folder import ArchiveFolder
from app.storage.dataset_archive import KeptDataset, archive_of, dataset_in


@dataclass(frozen=True)
class DatasetFolder(ArchiveFolder):
    """A folder of data sets."""

    def keep(self, id: str, kept: KeptDataset) -> None:
        """Put a data set on the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        self.write(id, archive_of(kept))

    def kept(self, id: str) -> KeptDataset | None:
        """The data set, or None if there is none that can be read."""
        return self.read(id, _dataset)

    def description(self, id: str) -> Description | None:
        """What the data set holds, or None if there is none that can be read to its end."""
        return self.read(id, _description)


@lru_cache(maxsize=4)
def _dataset(file: Path, modified: int) -> KeptDataset:
    """The data set in a file, read once for each time it was ``modified``; few are held, since they are large."""
    return dataset_in(file)


@lru_cache(maxsize=64)
def _description(file: Path, modified: int) -> Description:
    """The description of what a file holds. It is read whole for it once, so that what is damaged is not offered."""
    kept = dataset_in(file)
    return description_of(kept.name, kept.split)
