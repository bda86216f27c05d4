"""PNG files: selecting chunks, writing images, and joining many small images into one."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.interruption import checkpoint

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FRAME_BYTES = 12
"""The bytes of a chunk besides its content: length, type and checksum."""
_NEEDED = (b"tRNS", b"eXIf")


def picture_chunks(content: bytes) -> bytes:
    """Remove from a PNG file everything that its picture does not need: text, colour profiles, further frames.

    The critical chunks, the transparent colour and the EXIF data (for the orientation) remain. Text is neither unpacked
    nor checked, so that no text, however large or damaged, makes an intact picture unreadable. Other files, and
    everything after a truncated chunk, stay unchanged.
    """
    if not content.startswith(_SIGNATURE):
        return content
    remaining = [_SIGNATURE]
    start, kind = len(_SIGNATURE), b""
    while kind != b"IEND" and start + _FRAME_BYTES <= len(content):
        end = start + _FRAME_BYTES + int.from_bytes(content[start : start + 4], "big")
        if end > len(content):
            break
        kind = content[start + 4 : start + 8]
        if kind[:1].isupper() or kind in _NEEDED:
            remaining.append(content[start:end])
        start = end
    if kind != b"IEND":
        remaining.append(content[start:])
    return b"".join(remaining)


class _InterruptibleBuffer(io.BytesIO):
    """A file in memory with a checkpoint before each write; Pillow writes PNG 64 kB at a time."""

    def write(self, content: bytes) -> int:  # type: ignore[override]
        checkpoint()
        return super().write(content)


def png_file(image: Image.Image) -> bytes:
    """Write an image as the bytes of a PNG file."""
    file = _InterruptibleBuffer()
    image.save(file, "PNG")
    return file.getvalue()


OPAQUE = 255


def sprite(pictures: NDArray[np.uint8], a_row: int) -> bytes:
    """Join pictures (N, height, width, 3 or 1) into one PNG image, unscaled, ``a_row`` in each row.

    RGB with transparency for 3 channels, grey with transparency for one; the unused rest of the last row is
    transparent.
    """
    count, height, width, channels = pictures.shape
    rows = -(-count // a_row)
    cells = np.zeros((rows * a_row, height, width, channels + 1), np.uint8)
    cells[:count, ..., :channels] = pictures
    cells[:count, ..., channels] = OPAQUE
    sheet = cells.reshape(rows, a_row, height, width, channels + 1).swapaxes(1, 2)
    return png_file(Image.fromarray(sheet.reshape(rows * height, a_row * width, channels + 1)))
