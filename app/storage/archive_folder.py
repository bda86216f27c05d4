"""Folders of archives named by the id of their content, and a cache of what was read from unchanged files."""

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
    """A cache that reads each file once for each modification. Thread-safe.

    Args:
        read: turns a file into a value.
        max_files: the maximum number of cached values; beyond it, the least recently used is dropped.
    """

    def __init__(self, read: Callable[[Path], T], max_files: int) -> None:
        self._read = read
        self._max_files = max_files
        self._lock = threading.Lock()
        self._held: OrderedDict[Path, tuple[int, T]] = OrderedDict()

    def __call__(self, file: Path, modified: int) -> T:
        """Return the value of a file that was last modified at ``modified``, in nanoseconds."""
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
        """Drop the cached value of a file; call this once the file is removed."""
        with self._lock:
            self._held.pop(file, None)


logger = logger_of(__name__)


@dataclass(frozen=True)
class ArchiveFolder:
    """A folder of archives. Ids are names of files: pass only ids that were made here or checked.

    Attributes:
        folder: the folder, made when the first archive is written.
        caches: the caches of values read from such folders; removed files are dropped from them.
    """

    caches: ClassVar[tuple[FileCache[Any], ...]] = ()

    folder: Path

    def write(self, id: str, arrays: Arrays) -> None:
        """Write an archive of arrays to the disk, atomically, replacing one with the same id.

        Raises:
            OSError: the disk is full, or the folder may not be written to.
        """
        write_whole(self._file(id), lambda file: write_arrays(file, arrays))

    def read(self, id: str, reader: Callable[[Path, int], T]) -> T | None:
        """Apply ``reader`` to the file of an id and its modification time; None if the file cannot be read."""
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
        """Remove the file of an id; return whether there was one.

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
        """Remove the oldest files until only the ``latest`` are left."""
        for id in self.ids()[latest:]:
            self.remove(id)

    def remove_beyond(self, max_bytes: int) -> None:
        """Remove the oldest files until the others have at most ``max_bytes`` together."""
        total = 0
        for id in self.ids():
            total += self.size(id)
            if total > max_bytes:
                self.remove(id)

    def ids(self) -> list[str]:
        """List the ids of all files, readable or not, the latest first."""
        files = sorted(self.folder.glob("[!.]*.npz"), key=_modified, reverse=True)
        return [file.stem for file in files]

    def size(self, id: str) -> int:
        """Return the size of the file of an id in bytes; 0 if there is none."""
        try:
            return self._file(id).stat().st_size
        except FileNotFoundError:
            return 0

    def _file(self, id: str) -> Path:
        return self.folder / f"{id}.npz"


def _modified(file: Path) -> int:
    """Return the time at which a file was last written; a file that has just been removed counts as the oldest."""
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def derived_id(dataset: str, digest: str) -> str:
    """Make the id of an archive with results computed from a data set."""
    return f"{dataset}.{digest}"


@dataclass(frozen=True)
class DerivedFolder(ArchiveFolder):
    """A folder of archives whose ids come from ``derived_id``."""

    def remove_derived_from(self, dataset: str) -> None:
        """Remove everything computed from a data set, and files of earlier versions, which name no data set.

        Raises:
            OSError: the folder may not be written to.
        """
        for id in self.ids():
            source, dot, _ = id.partition(".")
            if source == dataset or not dot:
                self.remove(id)
