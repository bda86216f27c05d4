"""The operations on Python floats, in two dialects that give the same numbers.

`FAST` leaves faults to Python: ``1.0 / 0.0``, ``exp(1000.0)`` or ``log(-1.0)`` raise ArithmeticError or ValueError.
`CAREFUL` never raises: it returns an infinity or NaN as IEEE 754 does. Wherever `FAST` does not raise, both call the
same functions, so a loop may run in `FAST` and be repeated in `CAREFUL` when it raised.
"""

import math
import operator
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from app.language.expressions import Expression, Name, Number, Operation, postorder
from app.language.operations import CONSTANTS, UNDERFLOWN

Scalar = Callable[..., float]


def _sigmoid(x: float) -> float:
    tail = math.exp(-abs(x))
    return (1.0 if x >= 0.0 else tail) / (1.0 + tail)


def _sign(x: float) -> float:
    return 1.0 if x > 0.0 else -1.0 if x < 0.0 else x + 0.0


def _min(a: float, b: float) -> float:
    return a if a < b or a != a else b


def _max(a: float, b: float) -> float:
    return a if a > b or a != a else b


def _floor(x: float) -> float:
    return math.copysign(math.floor(x), x)


def _total(function: Scalar, ieee: Callable[..., np.float64]) -> Scalar:
    """Wrap a function so that it returns the result of ``ieee`` where it would raise."""

    def total(*arguments: float) -> float:
        try:
            return function(*arguments)
        except (ArithmeticError, ValueError):
            with np.errstate(all="ignore"):
                return float(ieee(*map(np.float64, arguments)))

    return total


def _ratio(a: float, b: float) -> float:
    return 0.0 if b == 0.0 and abs(a) <= UNDERFLOWN else _divide(a, b)


def _limit_product(a: float, b: float) -> float:
    return a * b if a and b else 0.0


def _piecewise(u: float, v: float, above: float, below: float) -> float:
    return above if u > v else below if u < v else above / 2.0 + below / 2.0


def _quotient_slope(u: float, du: float, v: float, dv: float) -> float:
    return (du - _limit_product(dv, u / v)) / v


def _total_quotient_slope(u: float, du: float, v: float, dv: float) -> float:
    return _divide(du - _limit_product(dv, _divide(u, v)), v)


_divide = _total(operator.truediv, np.divide)

FAST: Mapping[str, Scalar] = {
    "add": operator.add,
    "subtract": operator.sub,
    "multiply": operator.mul,
    "divide": operator.truediv,
    "ratio": operator.truediv,
    "limit_product": _limit_product,
    "piecewise": _piecewise,
    "quotient_slope": _quotient_slope,
    "negate": operator.neg,
    # math.pow rather than **: a negative base with a fractional exponent raises instead of turning complex.
    "power": math.pow,
    "abs": math.fabs,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "atan2": math.atan2,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "sigmoid": _sigmoid,
    "min": _min,
    "max": _max,
    "sign": _sign,
    "floor": _floor,
    "hypot": math.hypot,
}

_IEEE: Mapping[str, Callable[..., np.float64]] = {
    "power": np.power,
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
    "sinh": np.sinh,
    "cosh": np.cosh,
    "floor": np.floor,
}

CAREFUL: Mapping[str, Scalar] = {
    **FAST,
    **{name: _total(FAST[name], ieee) for name, ieee in _IEEE.items()},
    "divide": _divide,
    "ratio": _ratio,
    "quotient_slope": _total_quotient_slope,
}


def constant_values(*roots: Expression) -> Iterator[tuple[Expression, float]]:
    """Yield the nodes whose value depends on no variable, operands first, with that value (which may be non-finite)."""
    values: dict[int, float] = {}
    for node in postorder(*roots):
        match node:
            case Number(value):
                values[id(node)] = value
            case Name(name) if name in CONSTANTS:
                values[id(node)] = CONSTANTS[name]
            case Operation(operation, operands) if all(id(operand) in values for operand in operands):
                values[id(node)] = CAREFUL[operation](*(values[id(operand)] for operand in operands))
        if id(node) in values:
            yield node, values[id(node)]
