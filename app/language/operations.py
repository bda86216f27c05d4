"""The operations of the language: its names, how many operands each takes, and its constants."""

import math

CONSTANTS = {"pi": math.pi, "e": math.e}

OPERATORS = {"add": 2, "subtract": 2, "multiply": 2, "divide": 2, "power": 2, "negate": 1}

FUNCTIONS = {
    "abs": 1,
    "sqrt": 1,
    "exp": 1,
    "log": 1,
    "log2": 1,
    "log10": 1,
    "sin": 1,
    "cos": 1,
    "tan": 1,
    "asin": 1,
    "acos": 1,
    "atan": 1,
    "atan2": 2,
    "sinh": 1,
    "cosh": 1,
    "tanh": 1,
    "sigmoid": 1,
    "min": 2,
    "max": 2,
    "sign": 1,
    "floor": 1,
    "hypot": 2,
}
"""Functions that a text can call."""

DERIVED = {"ratio": 2}
"""Operations that only differentiation writes.

``ratio(a, b)`` is a / b with 0 / 0 read as 0: the subgradient at a cusp such as that of ``sqrt(x**2 + y**2)`` at the
origin, in the spirit of ``sign(0) = 0`` for ``abs``. It prints as a / b.
"""

ARITY = OPERATORS | FUNCTIONS | DERIVED

RESERVED = frozenset(CONSTANTS) | frozenset(FUNCTIONS)
"""Names that cannot be variables or state."""
