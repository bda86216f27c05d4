"""The sets of images that are kept, each in a file named by its id."""

from dataclasses import dataclass
from pathlib import Path

from app.datasets.description import Description, description_of
from app.storage.archive_folder import ArchiveFolder
from app.storage.dataset_archive import KeptDataset, arrays_of, dataset_in, owner_in
from app.storage.file_cache import FileCache


def _description(file: Path) -> Description:
    """The description of what a file holds. It is read whole for it, so that what is damaged is not offered."""
    kept = dataset_in(file)
    return description_of(kept.name, kept.split)


_read_dataset = FileCache(dataset_in, max_files=4)
_read_description = FileCache(_description, max_files=1024)
_read_owner = FileCache(owner_in, max_files=4096)


@dataclass(frozen=True)
class DatasetFolder(ArchiveFolder):
    """A folder of data sets."""

    caches = (_read_dataset, _read_description, _read_owner)

    def keep(self, id: str, kept: KeptDataset) -> None:
        """Put a data set on the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        self.write(id, arrays_of(kept))

    def kept(self, id: str) -> KeptDataset | None:
        """The data set, or None if there is none that can be read."""
        return self.read(id, _read_dataset)

    def description(self, id: str) -> Description | None:
        """What the data set holds, or None if there is none that can be read to its end."""
        return self.read(id, _read_description)

    def owner(self, id: str) -> str:
        """A hash of the key that lists and deletes the data set; empty if it belongs to nobody.

        Raises:
            OSError: there is no such data set, or it may not be read.
            DamagedArchive: whose it is can no longer be read.
        """
        file = self._file(id)
        return _read_owner(file, file.stat().st_mtime_ns)
