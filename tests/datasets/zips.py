"""Zip archives, ordinary and malformed."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping

import numpy as np

from tests.features.pictures import encoded, noise

Member = tuple[str | zipfile.ZipInfo, bytes]


def zipped(members: Iterable[Member], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip archive of members in their order; names may occur twice."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, file in members:
            archive.writestr(name, file)
    return content.getvalue()


def picture(seed: int = 0, height: int = 40, width: int = 48) -> bytes:
    """A PNG file of noise."""
    return encoded(noise(height, width, seed))


def folders(counts: Mapping[str, int]) -> list[Member]:
    """Make different pictures, ``counts`` of them in each folder."""
    return [
        (f"{folder}/{number}.png", picture(1000 * place + number))
        for place, (folder, count) in enumerate(counts.items())
        for number in range(count)
    ]


def flat_picture(level: int) -> bytes:
    """A PNG file of one grey level."""
    return encoded(np.full((20, 30, 3), level, np.uint8))


def zipped_as(names: Iterable[bytes], file: bytes, extra: Callable[[bytes], bytes] = lambda name: b"") -> bytes:
    """Make an archive of the same file under names of any bytes, which are not marked as UTF-8.

    Args:
        extra: makes the extra field of each name.
    """
    content = io.BytesIO()
    written = {f"member{number}".encode().ljust(len(name), b"."): name for number, name in enumerate(names)}
    with zipfile.ZipFile(content, "w") as archive:
        for place, name in written.items():
            assert len(place) == len(name)
            info = zipfile.ZipInfo(place.decode())
            info.extra = extra(name)
            archive.writestr(info, file)
    archived = content.getvalue()
    for place, name in written.items():
        archived = archived.replace(place, name)
    return archived


def unicode_path(name: bytes, text: str) -> bytes:
    """Make the extra field with the name of a member in Unicode."""
    body = struct.pack("<BL", 1, zlib.crc32(name)) + text.encode()
    return struct.pack("<HH", 0x7075, len(body)) + body
