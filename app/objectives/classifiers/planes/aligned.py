"""Arrays that begin where a line of the processor's cache does: writing across lines takes twice as long."""

import numpy as np

from app.objectives.classifiers.planes.plane import Double

LINE = 8
"""The numbers of double precision in a line of 64 bytes."""


def aligned(shape: tuple[int, ...]) -> Double:
    """An array of zeros, (…, n) float64, aligned to 64 bytes; so are its rows if n is a multiple of ``LINE``."""
    size = int(np.prod(shape))
    numbers = np.zeros(size + LINE)
    first = -(numbers.ctypes.data // numbers.itemsize) % LINE
    return numbers[first : first + size].reshape(shape)


def padded(length: int) -> int:
    """The next multiple of ``LINE``."""
    return -(-length // LINE) * LINE
