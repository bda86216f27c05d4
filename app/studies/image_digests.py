"""Digests of many images, some bytes at a time."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint

PART_BYTES = 1 << 22


def digest_of_arrays(prefix: bytes, arrays: Iterable[NDArray[Any]]) -> str:
    """The hexadecimal SHA-256 of some bytes followed by those of arrays."""
    digest = sha256(prefix)
    for array in arrays:
        content = np.asarray(array, order="C").reshape(-1).view(np.uint8).data
        for first in range(0, len(content), PART_BYTES):
            checkpoint()
            digest.update(content[first : first + PART_BYTES])
    return digest.hexdigest()
