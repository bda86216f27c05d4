"""Data sets by their ids: those built in, those that the command imports, and those that visitors upload."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO, Literal

import orjson

from app.datasets import cifar10
from app.datasets.catalogue import BUILT_IN, AnySplit
from app.datasets.description import Description, description_of
from app.datasets.labelled import LabelledImages, Split
from app.settings import settings
from app.storage.dataset_archive import KeptDataset
from app.storage.datasets import DatasetFolder

CIFAR10 = "cifar10"
IMPORT_CIFAR10 = "slopelab data cifar10 PATH-or-URL"
_UPLOADED = re.compile("own-[0-9a-f]{12}")

Origin = Literal["built_in", "imported", "uploaded"]


class UnknownDataset(Exception):
    """There is no data set of an id."""


class NotInstalled(Exception):
    """The data set is known, but has to be imported first, by a command."""

    def __init__(self, id: str, command: str) -> None:
        super().__init__(f"{id} is not installed: {command}")
        self.id = id
        self.command = command


@dataclass(frozen=True)
class Entry:
    """A data set in the list of those there are.

    Attributes:
        description: of one that is not installed: what it will hold.
        command: imports it; None if it is installed.
    """

    id: str
    origin: Origin
    description: Description
    command: str | None = None


def entries() -> list[Entry]:
    """The data sets there are: the built-in ones, CIFAR-10 whether it is installed or not, uploads from the latest."""
    uploads = (_upload_entry(id) for id in _uploads().ids())
    return [
        *(Entry(dataset.id, "built_in", dataset.description) for dataset in BUILT_IN.values()),
        _cifar10_entry(),
        *(entry for entry in uploads if entry is not None),
    ]


def origin_of(id: str) -> Origin:
    """Where a data set of an id comes from, whether it can be read or not.

    Raises:
        UnknownDataset: none has such an id.
    """
    if id in BUILT_IN:
        return "built_in"
    if id == CIFAR10:
        return "imported"
    if _UPLOADED.fullmatch(id):
        return "uploaded"
    raise UnknownDataset(id)


def entry_of(id: str) -> Entry:
    """A data set's entry in the list.

    Raises:
        UnknownDataset: there is none of this id.
    """
    if id in BUILT_IN:
        return Entry(id, "built_in", BUILT_IN[id].description)
    if id == CIFAR10:
        return _cifar10_entry()
    entry = _upload_entry(id)
    if entry is None:
        raise UnknownDataset(id)
    return entry


def split_of(id: str) -> AnySplit:
    """A data set. Those built in are made once; a few of the others are held, and read again when their files change.

    Raises:
        UnknownDataset: there is none of this id.
        NotInstalled: it has to be imported first.
    """
    if id in BUILT_IN:
        return _built_in(id)
    kept = _folder_of(id).kept(id)
    if kept is not None:
        return kept.split
    if id == CIFAR10:
        raise NotInstalled(CIFAR10, IMPORT_CIFAR10)
    raise UnknownDataset(id)


def import_cifar10(archive: BinaryIO, say: Callable[[str], None]) -> Entry:
    """Install CIFAR-10, whole or not at all.

    Args:
        archive: see ``cifar10.read_archive``.
        say: called with a line for each file that was read.

    Raises:
        NotCifar10: the archive is damaged or holds something else.
        OSError: the archive cannot be read, or the data directory does not take what is in it.
    """
    split = cifar10.read_archive(archive, say)
    _imported().keep(CIFAR10, KeptDataset(cifar10.DESCRIPTION.name, split))
    return Entry(CIFAR10, "imported", description_of(cifar10.DESCRIPTION.name, split))


def keep_upload(name: str, split: Split[LabelledImages]) -> Entry:
    """Keep what a visitor uploaded under an id that is a digest of it; the oldest go when there are too many.

    Raises:
        OSError: the data directory does not take it.
    """
    id = f"own-{_digest(name, split)[:12]}"
    _uploads().keep(id, KeptDataset(name, split))
    _uploads().remove_all_but(settings.kept_uploads)
    return Entry(id, "uploaded", description_of(name, split))


def remove(id: str) -> None:
    """Remove what was imported or uploaded, readable or damaged.

    Raises:
        UnknownDataset: nothing of this id is kept.
        OSError: the data directory may not be written to.
    """
    if not _folder_of(id).remove(id):
        raise UnknownDataset(id)


def _folder_of(id: str) -> DatasetFolder:
    """Where a data set is kept that is not built in.

    Raises:
        UnknownDataset: none has such an id.
    """
    if id == CIFAR10:
        return _imported()
    if _UPLOADED.fullmatch(id):
        return _uploads()
    raise UnknownDataset(id)


def _imported() -> DatasetFolder:
    return DatasetFolder(settings.data_folder() / "datasets")


def _uploads() -> DatasetFolder:
    """Apart from what was imported, which never goes by itself."""
    return DatasetFolder(settings.data_folder() / "datasets" / "uploads")


@cache
def _built_in(id: str) -> AnySplit:
    return BUILT_IN[id].split()


def _cifar10_entry() -> Entry:
    description = _imported().description(CIFAR10)
    if description is None:
        return Entry(CIFAR10, "imported", cifar10.DESCRIPTION, IMPORT_CIFAR10)
    return Entry(CIFAR10, "imported", description)


def _upload_entry(id: str) -> Entry | None:
    description = _uploads().description(id) if _UPLOADED.fullmatch(id) else None
    return None if description is None else Entry(id, "uploaded", description)


def _digest(name: str, split: Split[LabelledImages]) -> str:
    digest = hashlib.sha256(orjson.dumps([name, split.train.classes]))
    for part in (split.train, split.test):
        digest.update(part.labels.tobytes())
        digest.update(part.images.tobytes())
    return digest.hexdigest()
