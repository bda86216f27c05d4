"""The stored sets of images, each in a file named by its id."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.datasets.labelled import Description, LabelledImages, Split, description_of
from app.storage.archive_folder import ArchiveFolder, FileCache
from app.storage.archives import Arrays, unpacked


@dataclass(frozen=True, eq=False)
class StoredDataset:
    """A set of images.

    Attributes:
        name: the displayed name.
        owner: a hash of the key that may list and delete it; empty if it belongs to nobody.
    """

    name: str
    split: Split[LabelledImages]
    owner: str = ""


def arrays_of(stored: StoredDataset) -> Arrays:
    """Make the content of an archive that ``dataset_in`` reads."""
    train, test = stored.split.train, stored.split.test
    return {
        "name": np.array(stored.name),
        "owner": np.array(stored.owner),
        "classes": np.array(train.classes),
        "train_images": train.images,
        "train_labels": train.labels,
        "test_images": test.images,
        "test_labels": test.labels,
    }


def dataset_in(archive: Path) -> StoredDataset:
    """Read the data set in an archive.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchiveError: it is not as ``arrays_of`` wrote it.
    """
    with unpacked(archive) as arrays:
        classes = tuple(map(str, arrays["classes"]))
        train = LabelledImages(arrays["train_images"], arrays["train_labels"], classes)
        test = LabelledImages(arrays["test_images"], arrays["test_labels"], classes)
        return StoredDataset(str(arrays["name"]), Split(train, test), _owner(arrays))


def owner_in(archive: Path) -> str:
    """Read the owner of the data set in an archive, and nothing else unless the archive names no owner.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchiveError: it is not as ``arrays_of`` wrote it.
    """
    with unpacked(archive) as arrays:
        if "owner" in arrays:
            return str(arrays["owner"])
    return dataset_in(archive).owner


def _owner(arrays: Arrays) -> str:
    """Return the owner; archives of earlier versions name none."""
    return str(arrays["owner"]) if "owner" in arrays else ""


def _description(file: Path) -> Description:
    """Describe the data set in a file. The file is read completely, so that a damaged data set is not offered."""
    stored = dataset_in(file)
    return description_of(stored.name, stored.split)


_read_dataset = FileCache(dataset_in, max_files=4)
_read_description = FileCache(_description, max_files=1024)
_read_owner = FileCache(owner_in, max_files=4096)


@dataclass(frozen=True)
class DatasetFolder(ArchiveFolder):
    """A folder of data sets."""

    caches = (_read_dataset, _read_description, _read_owner)

    def save(self, id: str, stored: StoredDataset) -> None:
        """Write a data set to the disk.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        self.write(id, arrays_of(stored))

    def load(self, id: str) -> StoredDataset | None:
        """Return the data set of an id, or None if there is no readable one."""
        return self.read(id, _read_dataset)

    def description(self, id: str) -> Description | None:
        """Describe the data set of an id; None if there is none that can be read to its end."""
        return self.read(id, _read_description)

    def owner(self, id: str) -> str:
        """Return a hash of the key that may list and delete the data set; empty if it belongs to nobody.

        Raises:
            OSError: there is no such data set, or it may not be read.
            DamagedArchiveError: the owner can no longer be read.
        """
        file = self._file(id)
        return _read_owner(file, file.stat().st_mtime_ns)
