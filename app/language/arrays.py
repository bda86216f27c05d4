"""The operations on numpy arrays, elementwise, answering as IEEE 754 does (run them under ``np.errstate``)."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    slope: Array = np.divide(np.subtract(du, _limit_product(dv, np.divide(u, v))), v)
    return slope


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
