"""Folders of archives, each named by the id of what it holds, and what was read from them while it is unchanged."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from app.logs import logger_of
from app.storage.archives import Arrays, DamagedArchiveError, write_arrays, write_whole

T = TypeVar("T")


class FileCache(Generic[T]):
    """Reads files, each once for each time it was modified, and holds what it read last. Thread-safe.

    Args:
        read: makes something of a file.
        max_files: of how many files what was read is held; beyond, those used longest ago go.
    """

    def __init__(self, read: Callable[[Path], T], max_files: int) -> None:
        self._read = read
        self._max_files = max_files
        self._lock = threading.Lock()
        self._held: OrderedDict[Path, tuple[int, T]] = OrderedDict()

    def __call__(self, file: Path, modified: int) -> T:
        """What is in a file that was last ``modified`` then, in nanoseconds."""
        with self._lock:
            held = self._held.get(file)
            if held is not None and held[0] == modified:
                self._held.move_to_end(file)
                return held[1]
        value = self._read(file)
        with self._lock:
            self._held[file] = modified, value
            self._held.move_to_end(file)
            while len(self._held) > self._max_files:
                self._held.popitem(last=False)
        if not file.exists():
            self.forget(file)
        return value

    def forget(self, file: Path) -> None:
        """Hold nothing of a file any longer; call it once the file is gone."""
        with self._lock:
            self._held.pop(file, None)


logger = logger_of(__name__)


@dataclass(frozen=True)
class ArchiveFolder:
    """A folder of archives. Ids are names of files: pass none that was not made here or checked.

    Attributes:
        folder: made when the first archive is written.
        caches: hold what was read from files of such folders; what is removed is forgotten.
    """

    caches: ClassVar[tuple[FileCache[Any], ...]] = ()

    folder: Path

    def write(self, id: str, arrays: Arrays) -> None:
        """Put an archive of arrays on the disk, whole, in the place of one with the same id.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        write_whole(self._file(id), lambda file: write_arrays(file, arrays))

    def read(self, id: str, reader: Callable[[Path, int], T]) -> T | None:
        """What ``reader`` makes of the file of an id and the time it was modified; None if that cannot be read."""
        file = self._file(id)
        try:
            return reader(file, file.stat().st_mtime_ns)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            logger.warning("%s cannot be read and counts as missing: %s.", file.name, error.strerror)
            return None
        except DamagedArchiveError:
            logger.warning("%s is damaged and counts as missing.", file.name)
            return None

    def remove(self, id: str) -> bool:
        """Whether there was a file of an id; there is none now.

        Raises:
            OSError: the folder may not be written to.
        """
        file = self._file(id)
        try:
            file.unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        finally:
            for cache in self.caches:
                cache.forget(file)
        return True

    def remove_all_but(self, latest: int) -> None:
        """Remove the files that were written first, until so many are left."""
        for id in self.ids()[latest:]:
            self.remove(id)

    def remove_beyond(self, max_bytes: int) -> None:
        """Remove the files that were written first, until the others are so large together at most."""
        total = 0
        for id in self.ids():
            total += self.size(id)
            if total > max_bytes:
                self.remove(id)

    def ids(self) -> list[str]:
        """The ids of all files, readable or not, the latest first."""
        files = sorted(self.folder.glob("[!.]*.npz"), key=_modified, reverse=True)
        return [file.stem for file in files]

    def size(self, id: str) -> int:
        """The bytes of the file of an id; one that is not there takes none."""
        try:
            return self._file(id).stat().st_size
        except FileNotFoundError:
            return 0

    def _file(self, id: str) -> Path:
        return self.folder / f"{id}.npz"


def _modified(file: Path) -> int:
    """When a file was last written; one that has just gone counts as the oldest."""
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def derived_id(dataset: str, digest: str) -> str:
    """The id of an archive of what was computed from a data set."""
    return f"{dataset}.{digest}"


@dataclass(frozen=True)
class DerivedFolder(ArchiveFolder):
    """A folder of archives whose ids come from ``derived_id``."""

    def remove_derived_from(self, dataset: str) -> None:
        """Remove what was computed from a data set, and what earlier versions left, which name no data set.

        Raises:
            OSError: the folder may not be written to.
        """
        for id in self.ids():
            source, dot, _ = id.partition(".")
            if source == dataset or not dot:
                self.remove(id)
