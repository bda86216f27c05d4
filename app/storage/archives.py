"""Arrays as the bytes of an npz archive, and back; nothing in it is ever pickled."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]


class DamagedArchive(Exception):
    """Bytes that are not what they should be, or not all of it."""


def packed(arrays: Arrays) -> memoryview:
    """The bytes of an archive of arrays by their names; each has a checksum."""
    content = io.BytesIO()
    np.savez(content, allow_pickle=False, **arrays)
    return content.getbuffer()


@contextmanager
def unpacked(archive: Path) -> Iterator[Arrays]:
    """The arrays of an archive for as long as the context lasts; each is read when it is looked up.

    Raises:
        OSError: there is no such file, or it may not be read.
        DamagedArchive: anything else that goes wrong while the context lasts.
    """
    try:
        with np.load(archive, allow_pickle=False) as arrays:
            yield arrays
    except OSError:
        raise
    except Exception as error:  # zip files and numpy's headers can be wrong in more ways than they document
        raise DamagedArchive from error
