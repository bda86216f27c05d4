"""PNG files: the chunks that they are made of, images as files, and many small images as one."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.interruption import checkpoint

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FRAME_BYTES = 12
"""Of a chunk: its length, its kind and its checksum."""
_NEEDED = (b"tRNS", b"eXIf")


def picture_chunks(content: bytes) -> bytes:
    """A PNG file without what its picture does not need: text, colour profiles, further frames.

    What is left are the critical chunks, the transparent colour and the EXIF data, which tell which way is up. A text
    is neither unpacked nor checked, so that none, however large or damaged, makes a whole picture unreadable. Other
    files, and what follows a chunk that breaks off, stay as they are.
    """
    if not content.startswith(_SIGNATURE):
        return content
    kept = [_SIGNATURE]
    start, kind = len(_SIGNATURE), b""
    while kind != b"IEND" and start + _FRAME_BYTES <= len(content):
        end = start + _FRAME_BYTES + int.from_bytes(content[start : start + 4], "big")
        if end > len(content):
            break
        kind = content[start + 4 : start + 8]
        if kind[:1].isupper() or kind in _NEEDED:
            kept.append(content[start:end])
        start = end
    if kind != b"IEND":
        kept.append(content[start:])
    return b"".join(kept)


class _InterruptibleBuffer(io.BytesIO):
    """A file in memory with a checkpoint before each writing; Pillow writes 64 kB of PNG at a time."""

    def write(self, content: bytes) -> int:  # type: ignore[override]
        checkpoint()
        return super().write(content)


def png_file(image: Image.Image) -> bytes:
    """An image as the bytes of a PNG file."""
    file = _InterruptibleBuffer()
    image.save(file, "PNG")
    return file.getvalue()


OPAQUE = 255


def sprite(pictures: NDArray[np.uint8], a_row: int) -> bytes:
    """Pictures (N, height, width, 3 or 1) as one PNG image, unscaled, so many in a row, row by row.

    RGB with transparency for 3 channels, grey with transparency for one; what is left of the last row is transparent.
    """
    count, height, width, channels = pictures.shape
    rows = -(-count // a_row)
    cells = np.zeros((rows * a_row, height, width, channels + 1), np.uint8)
    cells[:count, ..., :channels] = pictures
    cells[:count, ..., channels] = OPAQUE
    sheet = cells.reshape(rows, a_row, height, width, channels + 1).swapaxes(1, 2)
    return png_file(Image.fromarray(sheet.reshape(rows * height, a_row * width, channels + 1)))
