"""The sets of images that are kept, each in a file named by its id."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.datasets.labelled import Description, LabelledImages, Split, description_of
from app.storage.archive_folder import ArchiveFolder, FileCache
from app.storage.archives import Arrays, unpacked


@dataclass(frozen=True, eq=False)
class KeptDataset:
    """A set of images.

    Attributes:
        name: what people call it.
        owner: a hash of the key that lists and deletes it; empty if it belongs to nobody.
    """

    name: str
    split: Split[LabelledImages]
    owner: str = ""


def arrays_of(kept: KeptDataset) -> Arrays:
    """What the archive for ``dataset_in`` holds."""
    train, test = kept.split.train, kept.split.test
    return {
        "name": np.array(kept.name),
        "owner": np.array(kept.owner),
        "classes": np.array(train.classes),
        "train_images": train.images,
        "train_labels": train.labels,
        "test_images": test.images,
        "test_labels": test.labels,
    }


def dataset_in(archive: Path) -> KeptDataset:
    """The data set in an archive.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchive: it is not as ``arrays_of`` wrote it.
    """
    with unpacked(archive) as arrays:
        classes = tuple(map(str, arrays["classes"]))
        train = LabelledImages(arrays["train_images"], arrays["train_labels"], classes)
        test = LabelledImages(arrays["test_images"], arrays["test_labels"], classes)
        return KeptDataset(str(arrays["name"]), Split(train, test), _owner(arrays))


def owner_in(archive: Path) -> str:
    """The owner of the data set in an archive, of which nothing else is read unless it names none.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchive: it is not as ``arrays_of`` wrote it.
    """
    with unpacked(archive) as arrays:
        if "owner" in arrays:
            return str(arrays["owner"])
    return dataset_in(archive).owner


def _owner(arrays: Arrays) -> str:
    """The owner; archives of earlier versions name none."""
    return str(arrays["owner"]) if "owner" in arrays else ""


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
