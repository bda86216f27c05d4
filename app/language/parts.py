"""Computing many elements some at a time, so that it may be interrupted and little memory is needed at a time."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from app.interruption import checkpoint
from app.language.arrays import Array

PART_COST = 1 << 22
"""About how many additions are computed at a time; a few milliseconds, whatever the numbers are."""

Function = Callable[..., tuple[Any, ...]]


def in_parts(compute: Function, arrays: int, constants: Sequence[int], cost: int) -> Function:
    """A function that computes the same with a checkpoint before each part.

    The sizes of the parts depend on the shapes of its arguments alone.

    Args:
        compute: elementwise; takes so many arrays of as many dimensions each, all equally long if of one, then floats.
        constants: which of the values that it returns are floats; they become arrays as well.
        cost: about how many additions an element takes.
    """
    size = max(1, PART_COST // cost)

    def compute_in_parts(*arguments: Any) -> tuple[Any, ...]:
        checkpoint()
        first = arguments[0]
        if first.ndim == 1 and first.size <= size and not constants:
            return compute(*arguments)
        varying, floats = arguments[:arrays], arguments[arrays:]
        shape = np.broadcast_shapes(*(array.shape for array in varying))
        if math.prod(shape) <= size:
            return _with_arrays(compute(*arguments), constants, shape, first.dtype)
        whole: list[Array] = []
        for part in _parts(shape, size):
            checkpoint()
            values = compute(*(_selected(array, part) for array in varying), *floats)
            whole = whole or [np.empty(shape, first.dtype) for _ in values]
            for array, value in zip(whole, values, strict=True):
                array[part] = value
        return tuple(whole)

    return compute_in_parts


def _with_arrays(
    values: tuple[Any, ...], constants: Sequence[int], shape: tuple[int, ...], dtype: np.dtype[Any]
) -> tuple[Any, ...]:
    return tuple(np.full(shape, value, dtype) if at in constants else value for at, value in enumerate(values))


def _parts(shape: tuple[int, ...], size: int) -> Iterator[tuple[slice, ...]]:
    """Parts of ``size`` elements at most that together hold all: some rows, or some elements of a row."""
    row = math.prod(shape[1:])
    rows = max(1, size // max(1, row))
    for first in range(0, shape[0], rows):
        some = slice(first, first + rows)
        if row <= size:
            yield (some,)
        else:
            yield from ((some, *rest) for rest in _parts(shape[1:], size))


def _selected(array: Array, part: tuple[slice, ...]) -> Array:
    """The part of an array, or all along the axes that are broadcast."""
    return array[tuple(slice(None) if size == 1 else some for size, some in zip(array.shape, part, strict=False))]
