"""TIFF files as the tags that describe their first picture."""

import struct
from dataclasses import dataclass

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
    """How a directory of tags is written."""

    order: str
    offset_letter: str
    offset_place: int
    count_letter: str
    entry_bytes: int

    def number(self, letter: str, content: bytes, place: int) -> int:
        """The number at a place; raises struct.error beyond the end."""
        found: int = struct.unpack_from(self.order + letter, content, place)[0]
        return found


_LAYOUTS = {
    b"II*\0": _Layout("<", "L", 4, "H", 12),
    b"MM\0*": _Layout(">", "L", 4, "H", 12),
    b"II+\0": _Layout("<", "Q", 8, "Q", 20),
}


def picture_tags(content: bytes) -> bytes:
    """A TIFF file without the tags that its first picture does not need: text, colour profiles, further pictures.

    None of them, however large or damaged, makes a whole picture unreadable. Other files, and those whose directory
    breaks off, stay as they are.
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
    kept = [entry for entry in entries if layout.number("H", entry, 0) in _NEEDED]
    no_further = 0
    directory = (
        struct.pack(layout.order + layout.count_letter, len(kept))
        + b"".join(kept)
        + struct.pack(layout.order + layout.offset_letter, no_further)
    )
    return content[:start] + directory + content[start + len(directory) :]
