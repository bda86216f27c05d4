"""A set of labelled images as arrays in an archive, and back."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from app.datasets.labelled import LabelledImages, Split
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
