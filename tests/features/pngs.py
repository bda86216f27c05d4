"""PNG files of any colour type and bit depth, made chunk by chunk."""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

GREY, COLOUR, PALETTE, GREY_ALPHA, COLOUR_ALPHA = 0, 2, 3, 4, 6
"""Colour types, as PNG numbers them."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes) -> bytes:
    """A chunk with its length and its checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(samples: NDArray[np.integer], colour: int, depth: int, *before: bytes, after: bytes = b"") -> bytes:
    """A file that holds ``samples`` (H, W, channels), each of ``depth`` bits.

    Args:
        before: whole chunks between the header and the pixels.
        after: whole chunks between the pixels and the end.
    """
    height, width, _ = samples.shape
    bits = (samples.reshape(height, -1, 1) >> np.arange(depth)[::-1]) & 1
    rows = np.packbits(bits.reshape(height, -1).astype(np.uint8), axis=1)
    pixels = np.concatenate([np.zeros((height, 1), np.uint8), rows], axis=1).tobytes()
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = [chunk(b"IHDR", header), *before, chunk(b"IDAT", zlib.compress(pixels)), after, chunk(b"IEND", b"")]
    return SIGNATURE + b"".join(parts)
