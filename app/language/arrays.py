"""The operations on numpy arrays, elementwise, answering as IEEE 754 does (run them under ``np.errstate``)."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]


def _sigmoid(x: Array) -> Array:
    tail = np.exp(-np.abs(x))
    rising: Array = np.where(x >= 0, 1, tail) / (1 + tail)
    return rising


def _ratio(a: Array, b: Array) -> Array:
    quotient = np.divide(a, b)
    return np.where((np.asarray(a) == 0) & (np.asarray(b) == 0), np.zeros_like(quotient), quotient)


ARRAYS: Mapping[str, Callable[..., Any]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
    "ratio": _ratio,
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
