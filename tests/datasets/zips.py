"""Zip archives as visitors make them, and as nobody should."""

import io
import zipfile
from collections.abc import Iterable, Mapping

import numpy as np

from tests.features.pictures import encoded, noise

Member = tuple[str | zipfile.ZipInfo, bytes]


def zipped(members: Iterable[Member], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The members as a zip archive, in their order; names may come twice."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, file in members:
            archive.writestr(name, file)
    return content.getvalue()


def picture(seed: int = 0, height: int = 40, width: int = 48) -> bytes:
    """A PNG file of noise."""
    return encoded(noise(height, width, seed))


def folders(counts: Mapping[str, int]) -> list[Member]:
    """So many pictures in each folder, all different."""
    return [
        (f"{folder}/{number}.png", picture(1000 * place + number))
        for place, (folder, count) in enumerate(counts.items())
        for number in range(count)
    ]


def flat_picture(level: int) -> bytes:
    """A PNG file of one grey level."""
    return encoded(np.full((20, 30, 3), level, np.uint8))
