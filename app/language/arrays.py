"""The operations on numpy arrays, elementwise, with the results of IEEE 754 (run them under ``np.errstate``)."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint
from app.language.operations import UNDERFLOWN

Array = NDArray[np.floating[Any]]


def _sigmoid(x: Array) -> Array:
    tail = np.exp(-np.abs(x))
    rising: Array = np.where(x >= 0, 1, tail) / (1 + tail)
    return rising


def _ratio(a: Array, b: Array) -> Array:
    quotient = np.divide(a, b)
    return np.where((np.abs(a) <= UNDERFLOWN) & (np.asarray(b) == 0), np.zeros_like(quotient), quotient)


def _limit_product(a: Array, b: Array) -> Array:
    product = np.multiply(a, b)
    return np.where((np.asarray(a) == 0) | (np.asarray(b) == 0), np.zeros_like(product), product)


def _piecewise(u: Array, v: Array, above: Array, below: Array) -> Array:
    mean = np.divide(above, 2) + np.divide(below, 2)
    return np.where(np.greater(u, v), above, np.where(np.less(u, v), below, mean))


def _quotient_slope(u: Array, du: Array, v: Array, dv: Array) -> Array:
    derivative: Array = np.divide(np.subtract(du, _limit_product(dv, np.divide(u, v))), v)
    return derivative


ARRAYS: Mapping[str, Callable[..., Any]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
    "ratio": _ratio,
    "limit_product": _limit_product,
    "piecewise": _piecewise,
    "quotient_slope": _quotient_slope,
    "negate": np.negative,
    "power": np.power,
    "abs": np.abs,
    "sqrt": np.sqrt,
    "exp": np.exp,
    "log": np.log,
    "log2": np.log2,
    "log10": np.log10,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "atan2": np.arctan2,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "sigmoid": _sigmoid,
    "min": np.minimum,
    "max": np.maximum,
    "sign": np.sign,
    "floor": np.floor,
    "hypot": np.hypot,
}


PART_COST = 1 << 22
"""About how many additions are computed between checkpoints: a few milliseconds' work, whatever the values are."""

Function = Callable[..., tuple[Any, ...]]


def in_parts(compute: Function, arrays: int, constants: Sequence[int], cost: int) -> Function:
    """Wrap a function so that it computes part by part, with a checkpoint before each part.

    The sizes of the parts depend on the shapes of its arguments alone.

    Args:
        compute: an elementwise function of ``arrays`` arrays with the same number of dimensions (equally long if
            one-dimensional), then of floats.
        constants: the indices of returned values that are floats; they become arrays as well.
        cost: about how many additions one element takes.
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
    """Split a shape into parts of at most ``size`` elements: some rows, or some elements of a row."""
    row = math.prod(shape[1:])
    rows = max(1, size // max(1, row))
    for first in range(0, shape[0], rows):
        some = slice(first, first + rows)
        if row <= size:
            yield (some,)
        else:
            yield from ((some, *rest) for rest in _parts(shape[1:], size))


def _selected(array: Array, part: tuple[slice, ...]) -> Array:
    """Select the part of an array, and everything along axes that are broadcast."""
    return array[tuple(slice(None) if size == 1 else some for size, some in zip(array.shape, part, strict=False))]
