"""Arrays in the file of an npz archive, and back; nothing in it is ever pickled.

Large ones are written and read some bytes at a time, with a checkpoint before each.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZipFile

import numpy as np
from numpy.lib import format
from numpy.typing import NDArray

from app.interruption import checkpoint

PART_BYTES = 1 << 20
"""That are written at a time."""

Arrays = Mapping[str, NDArray[Any]]


class DamagedArchive(Exception):
    """Bytes that are not what they should be, or not all of it."""


def write_arrays(file: BinaryIO, arrays: Arrays) -> None:
    """Write an archive of arrays by their names, as `numpy.savez` does; each has a checksum."""
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
    """A file with a checkpoint before each reading; numpy reads a quarter of a megabyte at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        checkpoint()
        return super().read(size)


@contextmanager
def unpacked(archive: Path) -> Iterator[Arrays]:
    """The arrays of an archive for as long as the context lasts; each is read when it is looked up.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchive: anything else that goes wrong while the context lasts.
    """
    try:
        with _InterruptibleFile(archive) as file, np.load(file, allow_pickle=False) as arrays:
            yield arrays
    except OSError:
        raise
    except Exception as error:  # zip files and numpy's headers can be wrong in more ways than they document
        raise DamagedArchive from error
