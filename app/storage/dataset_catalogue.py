"""Data sets by their ids: built in, imported by the command, or uploaded by visitors."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO, Literal

from app.datasets import cifar10
from app.datasets.catalogue import BUILT_IN
from app.datasets.labelled import AnySplit, Description, description_of
from app.instance import current_settings
from app.storage.datasets import DatasetFolder, StoredDataset
from app.storage.removals import revoke_removal
from app.storage.uploads import is_upload_id, listed_uploads, remove_derived_from, remove_upload, uploads_folder

CIFAR10 = "cifar10"
IMPORT_CIFAR10 = "slopelab data cifar10 PATH-or-URL"

Origin = Literal["built_in", "imported", "uploaded"]


class UnknownDatasetError(Exception):
    """There is no data set with this id."""


class DatasetNotInstalledError(Exception):
    """The data set is known, but has to be imported by a command first."""

    def __init__(self, id: str, command: str) -> None:
        super().__init__(f"{id} is not installed: {command}")
        self.id = id
        self.command = command


@dataclass(frozen=True)
class Entry:
    """An entry in the list of data sets.

    Attributes:
        description: the data set's summary, known even if it is not installed.
        command: the command that imports it; None if it is installed.
    """

    id: str
    origin: Origin
    description: Description
    command: str | None = None


def entries() -> list[Entry]:
    """List all data sets: the built-in ones, CIFAR-10 whether it is installed or not, uploads from the latest."""
    return [*_lasting_entries(), *_upload_entries(uploads_folder().ids())]


def entries_for(key: str | None) -> list[Entry]:
    """List the data sets for a visitor, with only those uploads that the visitor's key may list."""
    return [*_lasting_entries(), *_upload_entries(listed_uploads(key))]


def origin_of(id: str) -> Origin:
    """Return the origin of a data set, whether it can be read or not.

    Raises:
        UnknownDatasetError: no data set can have this id.
    """
    if id in BUILT_IN:
        return "built_in"
    if id == CIFAR10:
        return "imported"
    if is_upload_id(id):
        return "uploaded"
    raise UnknownDatasetError(id)


def entry_of(id: str) -> Entry:
    """Return a data set's entry in the list.

    Raises:
        UnknownDatasetError: there is no data set with this id.
    """
    if id in BUILT_IN:
        return Entry(id, "built_in", BUILT_IN[id].description)
    if id == CIFAR10:
        return _cifar10_entry()
    entry = _upload_entry(id)
    if entry is None:
        raise UnknownDatasetError(id)
    return entry


def split_of(id: str) -> AnySplit:
    """Return a data set. Built-in ones are made once; a few others are cached, and read again when their files change.

    Raises:
        UnknownDatasetError: there is no data set with this id.
        DatasetNotInstalledError: it has to be imported first.
    """
    if id in BUILT_IN:
        return _built_in(id)
    stored = _folder_of(id).load(id)
    if stored is not None:
        return stored.split
    if id == CIFAR10:
        raise DatasetNotInstalledError(CIFAR10, IMPORT_CIFAR10)
    raise UnknownDatasetError(id)


def make_built_in_datasets() -> None:
    """Make the built-in data sets, so that no visitor waits for them; loading the libraries takes most of a second."""
    for id in BUILT_IN:
        _built_in(id)


def import_cifar10(archive: BinaryIO, say: Callable[[str], None]) -> Entry:
    """Install CIFAR-10 atomically.

    Args:
        archive: as for ``cifar10.read_archive``.
        say: called with a line for each file that was read.

    Raises:
        NotCifar10Error: the archive is damaged or has other contents.
        OSError: the archive cannot be read, or the data directory cannot be written to.
    """
    split = cifar10.read_archive(archive, say)
    _imported().save(CIFAR10, StoredDataset(cifar10.DESCRIPTION.name, split))
    revoke_removal(CIFAR10)
    return Entry(CIFAR10, "imported", description_of(cifar10.DESCRIPTION.name, split))


def remove(id: str) -> None:
    """Remove an imported or uploaded data set, readable or damaged, and everything computed from it.

    Raises:
        UnknownDatasetError: no data set with this id is stored.
        OSError: the data directory may not be written to.
    """
    if id == CIFAR10:
        was_there = _imported().remove(id)
        remove_derived_from(id)
    else:
        was_there = is_upload_id(id) and remove_upload(id)
    if not was_there:
        raise UnknownDatasetError(id)


def _folder_of(id: str) -> DatasetFolder:
    """Return the folder of a data set that is not built in.

    Raises:
        UnknownDatasetError: no data set can have this id.
    """
    if id == CIFAR10:
        return _imported()
    if is_upload_id(id):
        return uploads_folder()
    raise UnknownDatasetError(id)


def _imported() -> DatasetFolder:
    return DatasetFolder(current_settings().data_folder() / "datasets")


@cache
def _built_in(id: str) -> AnySplit:
    return BUILT_IN[id].split()


def _cifar10_entry() -> Entry:
    description = _imported().description(CIFAR10)
    if description is None:
        return Entry(CIFAR10, "imported", cifar10.DESCRIPTION, IMPORT_CIFAR10)
    return Entry(CIFAR10, "imported", description)


def _lasting_entries() -> list[Entry]:
    built_in = (Entry(dataset.id, "built_in", dataset.description) for dataset in BUILT_IN.values())
    return [*built_in, _cifar10_entry()]


def _upload_entries(ids: Iterable[str]) -> list[Entry]:
    """List the entries of those uploads that can be read."""
    return [entry for entry in map(_upload_entry, ids) if entry is not None]


def _upload_entry(id: str) -> Entry | None:
    description = uploads_folder().description(id) if is_upload_id(id) else None
    return None if description is None else Entry(id, "uploaded", description)
