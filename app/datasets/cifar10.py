"""CIFAR-10 from the archive of its binary version, or of a part of it in the same layout."""

import gzip
import io
import tarfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from app.datasets.labelled import Description, LabelledImages, Split


class TooMuchDataError(Exception):
    """The stream continues beyond the maximum number of bytes."""


class BoundedReader(io.RawIOBase):
    """A forward reader of a stream with a maximum number of bytes.

    Args:
        stream: open at its start.
        max_bytes: the maximum number of bytes that may be read.
    """

    def __init__(self, stream: io.BufferedIOBase, max_bytes: int) -> None:
        super().__init__()
        self._stream = stream
        self._left = max_bytes

    def read(self, size: int = -1) -> bytes:
        """Read up to ``size`` bytes, or all if ``size`` is negative; none at the end.

        Raises:
            TooMuchDataError: the stream has more bytes than may be read.
        """
        max_bytes = self._left + 1
        content = self._stream.read(max_bytes if size < 0 else min(size, max_bytes))
        self._left -= len(content)
        if self._left < 0:
            raise TooMuchDataError
        return content


CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
DESCRIPTION = Description("CIFAR-10", CLASSES, 50_000, 10_000, (32, 32, 3))
"""The description of the full data set."""

SIDE, CHANNELS = 32, 3
RECORD = 1 + CHANNELS * SIDE * SIDE
"""The bytes of a record: a label, then the planes of red, green and blue, each row by row."""
MAX_RECORDS = 10_000
"""The maximum number of records in a file."""

FOLDER = "cifar-10-batches-bin"
NAMES = "batches.meta.txt"
TRAIN = tuple(f"data_batch_{number}.bin" for number in range(1, 6))
TEST = "test_batch.bin"
MAX_NAMES_BYTES = 1000
MAX_MEMBERS = 100
MAX_UNPACKED_BYTES = 200_000_000

Say = Callable[[str], None]
Records = NDArray[np.uint8]


class NotCifar10Error(ValueError):
    """An archive that is damaged or has other contents; the message says which, in one line."""


def read_archive(archive: BinaryIO, say: Say) -> Split[LabelledImages]:
    """Read the images (N, 32, 32, 3) RGB of a tar.gz archive, in the order of its files' numbers.

    Args:
        archive: open at its start; it is read once, forward.
        say: called with a line for each file that was read.

    Raises:
        NotCifar10Error: a file is missing, duplicate, too large or not made of whole records; a label is above 9; the
            class names differ; or the archive is damaged.
        OSError: the archive cannot be read.
    """
    try:
        with gzip.GzipFile(fileobj=archive) as stream:
            unpacked = BoundedReader(stream, MAX_UNPACKED_BYTES)
            with tarfile.open(fileobj=unpacked, mode="r|") as tar:
                batches = _batches(tar, say)
            _read_to_the_checksum(unpacked)
    except TooMuchDataError as error:
        raise NotCifar10Error(f"it unpacks to more than {MAX_UNPACKED_BYTES / 1e6:g} MB") from error
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise NotCifar10Error("it is no tar.gz archive, or is damaged or breaks off") from error
    train = [batches[name] for name in TRAIN if name in batches]
    if not train or TEST not in batches:
        raise _without(TEST if train else TRAIN[0])
    return Split(_labelled(train), _labelled([batches[TEST]]))


def _batches(tar: tarfile.TarFile, say: Say) -> dict[str, Records]:
    """Read the records (N, 3073) of each file of images, and verify the names of the classes."""
    batches: dict[str, Records] = {}
    named = False
    for count, member in enumerate(tar, 1):
        if count > MAX_MEMBERS:
            raise NotCifar10Error(f"it has more than {MAX_MEMBERS} members")
        folder, name = PurePosixPath(member.name).parent, PurePosixPath(member.name).name
        if str(folder) != FOLDER or not member.isreg():
            continue
        if name in batches:
            raise NotCifar10Error(f"it holds {name} twice")
        if name == NAMES:
            _check_names(_content(tar, member, MAX_NAMES_BYTES))
            named = True
        elif name in (*TRAIN, TEST):
            batches[name] = _records(name, _content(tar, member, MAX_RECORDS * RECORD))
            say(f"{name}: {len(batches[name]):,} images")
    if not named:
        raise _without(NAMES)
    return batches


def _without(name: str) -> NotCifar10Error:
    return NotCifar10Error(f"it holds no {FOLDER}/{name}, as the binary version of CIFAR-10 does")


def _read_to_the_checksum(unpacked: BoundedReader) -> None:
    """Read the rest after the archive's end, so that gzip verifies the checksum of the whole."""
    while unpacked.read(io.DEFAULT_BUFFER_SIZE):
        pass


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo, max_bytes: int) -> bytes:
    if member.size > max_bytes:
        raise NotCifar10Error(f"{PurePosixPath(member.name).name} has more than {max_bytes:,} bytes")
    file = tar.extractfile(member)
    assert file is not None, "regular members are files"
    return file.read()


def _check_names(content: bytes) -> None:
    if tuple(content.decode("ascii", "replace").split()) != CLASSES:
        raise NotCifar10Error(f"{NAMES} does not name the classes of CIFAR-10")


def _records(name: str, content: bytes) -> Records:
    if not content or len(content) % RECORD:
        raise NotCifar10Error(f"{name} is not made of whole records of {RECORD:,} bytes")
    records = np.frombuffer(content, np.uint8).reshape(-1, RECORD)
    if records[:, 0].max() >= len(CLASSES):
        raise NotCifar10Error(f"{name} has a label beyond {len(CLASSES) - 1}")
    return records


def _labelled(batches: list[Records]) -> LabelledImages:
    planes = [records[:, 1:].reshape(-1, CHANNELS, SIDE, SIDE).transpose(0, 2, 3, 1) for records in batches]
    images = np.empty((sum(map(len, batches)), SIDE, SIDE, CHANNELS), np.uint8)
    np.concatenate(planes, out=images)
    labels = np.concatenate([records[:, 0] for records in batches]).astype(np.int64)
    return LabelledImages(images, labels, CLASSES)
