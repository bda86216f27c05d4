"""TIFF files made tag by tag, including kinds that no usual program writes."""

import struct
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, FILL_ORDER = 256, 257, 258, 259, 262, 266
OFFSETS, ORIENTATION, SAMPLES, ROWS, COUNTS, PLANES, COLOURS = 273, 274, 277, 278, 279, 284, 320
EXTRA, FORMAT, SUBSAMPLING = 338, 339, 530

WHITE_IS_ZERO, BLACK_IS_ZERO, RGB, INDEXED, YCBCR = 0, 1, 2, 3, 6
UNSIGNED, SIGNED, FLOATING = 1, 2, 3

Tags = Mapping[int, tuple[int, ...]]


def tiff(width: int, height: int, data: bytes, tags: Tags, order: str = "<") -> bytes:
    """A file with one uncompressed strip of pixels.

    Args:
        data: the pixels, as the tags describe them.
        tags: besides those of the size and of the strip.
        order: of bytes, as `struct` writes it.
    """
    whole = {WIDTH: (width,), HEIGHT: (height,), COMPRESSION: (1,), OFFSETS: (8,), ROWS: (height,)}
    entries = sorted({**whole, COUNTS: (len(data),), **tags}.items())
    data += b"\0" * (len(data) % 2)
    directory = 8 + len(data)
    beyond = directory + 2 + 12 * len(entries) + 4
    rows, values = struct.pack(f"{order}H", len(entries)), b""
    for tag, numbers in entries:
        kind, letter = (4, "L") if tag in (OFFSETS, COUNTS) else (3, "H")
        packed = struct.pack(f"{order}{len(numbers)}{letter}", *numbers)
        if len(packed) > 4:
            place = struct.pack(f"{order}L", beyond + len(values))
            values += packed
        else:
            place = packed.ljust(4, b"\0")
        rows += struct.pack(f"{order}HHL", tag, kind, len(numbers)) + place
    signature = b"II*\0" if order == "<" else b"MM\0*"
    return signature + struct.pack(f"{order}L", directory) + data + rows + bytes(4) + values


def packed_rows(samples: NDArray[np.integer], bits: int) -> bytes:
    """Samples (H, W) of so many bits each, the highest bit first, each row in whole bytes."""
    rows = (samples[..., None] >> np.arange(bits)[::-1]) & 1
    return np.packbits(rows.reshape(len(samples), -1).astype(np.uint8), axis=1).tobytes()
