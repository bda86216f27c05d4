"""TIFF files: the tags of the first picture, and greys in number types that Pillow reads wrongly or not at all."""

import io
import struct
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import TiffImagePlugin as tiff
from PIL import UnidentifiedImageError

from app.features.rgb import levels

_NEEDED = frozenset(
    {
        *range(256, 260),  # size, bits, compression
        *(262, 266, 273, 274, 277, 278, 279, 284),  # scale, order of bits, strips, orientation, samples, planes
        *(292, 293, 317, 320, 347),  # options of compressions, palette
        *range(322, 326),  # tiles
        *(332, 334, 338, 339),  # inks, alpha channel, number type
        *range(512, 522),  # the first way to hold a JPEG
        *range(529, 533),  # YCbCr
    }
)


@dataclass(frozen=True)
class _Layout:
    """The byte layout of a directory of tags."""

    order: str
    offset_letter: str
    offset_place: int
    count_letter: str
    entry_bytes: int

    def number(self, letter: str, content: bytes, place: int) -> int:
        """Read the number at an offset; raises struct.error beyond the end."""
        found: int = struct.unpack_from(self.order + letter, content, place)[0]
        return found


_LAYOUTS = {
    b"II*\0": _Layout("<", "L", 4, "H", 12),
    b"MM\0*": _Layout(">", "L", 4, "H", 12),
    b"II+\0": _Layout("<", "Q", 8, "Q", 20),
}


def picture_tags(content: bytes) -> bytes:
    """Remove the tags that a TIFF file's first picture does not need: text, colour profiles, further pictures.

    So none of them, however large or damaged, makes an intact picture unreadable. Other files, and files with a
    truncated directory, stay unchanged.
    """
    layout = _LAYOUTS.get(content[:4])
    if layout is None:
        return content
    try:
        start = layout.number(layout.offset_letter, content, layout.offset_place)
        count = layout.number(layout.count_letter, content, start)
        first = start + struct.calcsize(layout.count_letter)
        end = first + count * layout.entry_bytes
        layout.number(layout.offset_letter, content, end)
    except struct.error:
        return content
    entries = (content[place : place + layout.entry_bytes] for place in range(first, end, layout.entry_bytes))
    remaining = [entry for entry in entries if layout.number("H", entry, 0) in _NEEDED]
    no_further = 0
    directory = (
        struct.pack(layout.order + layout.count_letter, len(remaining))
        + b"".join(remaining)
        + struct.pack(layout.order + layout.offset_letter, no_further)
    )
    return content[:start] + directory + content[start + len(directory) :]


_PREFIXES = (b"II*\0", b"MM\0*", b"II+\0")
_BIG_TIFF = b"II+\0"

_WHITE_IS_ZERO, _BLACK_IS_ZERO = 0, 1
_UNSIGNED, _SIGNED, _FLOATING = (1,), (2,), (3,)
_BITS: dict[Any, tuple[int, ...]] = {
    (_BLACK_IS_ZERO, _UNSIGNED): (10, 12, 14, 32, 64),
    (_BLACK_IS_ZERO, _SIGNED): (8, 16, 32, 64),
    (_BLACK_IS_ZERO, _FLOATING): (32, 64),
    (_WHITE_IS_ZERO, _UNSIGNED): (10, 12, 14, 16, 32, 64),
    (_WHITE_IS_ZERO, _SIGNED): (16, 32, 64),
    (_WHITE_IS_ZERO, _FLOATING): (32, 64),
}
"""The bit depths of greys read here, by the meaning of zero and the number type; Pillow reads the others."""
_COMPRESSIONS = (1, 5, 8, 32773, 32946)
"""No compression, LZW, deflate under its two codes, PackBits."""


@dataclass(frozen=True)
class TiffGreys:
    """A TIFF file of greys, before they are decoded."""

    content: bytes
    width: int
    height: int
    white_is_zero: bool

    def levels(self) -> NDArray[np.uint8]:
        """Decode the greys to uint8 levels (height, width), upright.

        Raises:
            ValueError: the data are truncated or inconsistent.
        """
        greys = cv2.imdecode(np.frombuffer(self.content, np.uint8), cv2.IMREAD_UNCHANGED)
        if greys is None:
            raise ValueError("OpenCV cannot decode the greys.")
        found = levels(greys)
        return 255 - found if self.white_is_zero else found


def tiff_greys(content: bytes) -> TiffGreys | None:
    """Find the greys in a file of a number type that is read here; None for other files.

    Raises:
        UnidentifiedImageError: the greys are compressed in an unsupported way.
        Exception: the file begins as TIFF but is damaged; Pillow may raise any exception.
    """
    if not content.startswith(_PREFIXES):
        return None
    tags = tiff.ImageFileDirectory_v2(content[: 16 if content.startswith(_BIG_TIFF) else 8])
    file = io.BytesIO(content)
    file.seek(tags.next)
    tags.load(file)
    zero = tags.get(tiff.PHOTOMETRIC_INTERPRETATION)
    bits = _BITS.get((zero, tags.get(tiff.SAMPLEFORMAT, _UNSIGNED)[:1]), ())
    if tags.get(tiff.SAMPLESPERPIXEL, 1) != 1 or tags.get(tiff.BITSPERSAMPLE, (1,))[0] not in bits:
        return None
    if tags.get(tiff.COMPRESSION, 1) not in _COMPRESSIONS:
        raise UnidentifiedImageError
    return TiffGreys(content, tags[tiff.IMAGEWIDTH], tags[tiff.IMAGELENGTH], zero == _WHITE_IS_ZERO)
