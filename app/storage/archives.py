"""Archives of arrays (npz): written atomically, and read without unpickling anything."""

import io
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZipFile

import numpy as np
from numpy.lib import format
from numpy.typing import NDArray

from app.interruption import checkpoint
from app.storage.condition import data_condition

Write = Callable[[BinaryIO], object]
"""A function that writes the content of a file, which is open at its start."""


def write_whole(file: Path, write: Write) -> None:
    """Replace the content of ``file`` atomically; it is on the disk when this returns.

    It is first written under another name in the same folder, so that every reader of ``file``, even after the process
    was killed or the power failed, finds either the old content or the new. The folder is made if necessary. Success
    and failure are recorded in `data_condition`.

    Raises:
        OSError: the disk is full, or the folder may not be written to.
    """
    try:
        _write_whole(file, write)
    except OSError as error:
        data_condition().failed(file.parent, error)
        raise
    data_condition().succeeded()


def _write_whole(file: Path, write: Write) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(descriptor, "wb") as unfinished:
            write(unfinished)
            unfinished.flush()
            os.fsync(descriptor)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk; systems that cannot open folders do this themselves."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


PART_BYTES = 1 << 20
"""The number of bytes written at a time."""

Arrays = Mapping[str, NDArray[Any]]


class DamagedArchiveError(Exception):
    """The archive is damaged or incomplete."""


def write_arrays(file: BinaryIO, arrays: Arrays) -> None:
    """Write an archive of named arrays, as `numpy.savez` does; each has a checksum."""
    with ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                whole = np.asarray(array, order="C")
                format.write_array_header_1_0(member, format.header_data_from_array_1_0(whole))
                content = whole.reshape(-1).view(np.uint8).data
                for first in range(0, len(content), PART_BYTES):
                    checkpoint()
                    member.write(content[first : first + PART_BYTES])


class _InterruptibleFile(io.FileIO):
    """A file with a checkpoint before each read; numpy reads a quarter of a megabyte at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        checkpoint()
        return super().read(size)


@contextmanager
def unpacked(archive: Path) -> Iterator[Arrays]:
    """Open the arrays of an archive for as long as the context lasts; each is read when it is looked up.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchiveError: anything else went wrong while the context lasted.
    """
    try:
        with _InterruptibleFile(archive) as file, np.load(file, allow_pickle=False) as arrays:
            yield arrays
    except OSError:
        raise
    except Exception as error:  # damaged zip files and numpy headers raise more exceptions than are documented
        raise DamagedArchiveError from error
