"""Greys of any number type as the levels from 0 to 255."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_SIXTEEN_TO_EIGHT_BITS = 257
_PIXELS_AT_ONCE = 1 << 20


def levels(greys: NDArray[Any]) -> NDArray[np.uint8]:
    """Greys (H, W) as uint8 levels.

    Unsigned greys of 16 bits are divided by 257. All others have no scale of their own: they are stretched from the
    lowest to the highest in the image; not a number counts as the lowest, infinities as the lowest and the highest.
    """
    low, high = _range(greys) if greys.dtype != np.uint16 else (0.0, 255.0 * _SIXTEEN_TO_EIGHT_BITS)
    found = np.zeros(greys.shape, np.uint8)
    if not low < high:
        return found
    rows = max(1, _PIXELS_AT_ONCE // greys.shape[1])
    for first in range(0, len(greys), rows):
        part = greys[first : first + rows].astype(np.float64)
        np.copyto(part, low, where=np.isnan(part))
        # Halves, because the range of two doubles can be beyond the largest one.
        shares = (np.clip(part, low, high) / 2 - low / 2) / (high / 2 - low / 2)
        found[first : first + rows] = np.rint(255 * shares)
    return found


def _range(greys: NDArray[Any]) -> tuple[float, float]:
    """The lowest and the highest finite grey; (inf, -inf) where there is none."""
    if greys.dtype.kind != "f":
        return float(greys.min()), float(greys.max())
    finite = np.isfinite(greys)
    return float(np.min(greys, where=finite, initial=np.inf)), float(np.max(greys, where=finite, initial=-np.inf))
