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

DERIVED = {"ratio": 2, "limit_product": 2, "piecewise": 4, "quotient_slope": 4}
"""Operations that only differentiation introduces; they are printed spelled out.

``ratio(a, b)`` is a / b with 0 / 0 read as 0: the subgradient at a cusp such as that of ``sqrt(x**2 + y**2)`` at the
origin, in the spirit of ``sign(0) = 0`` for ``abs``. If b has underflowed to 0 near a cusp, a is at most `UNDERFLOWN`
and counts as 0 too.

``limit_product(a, b)`` is a · b, and 0 wherever one of the two is 0, even if the other is infinite: the limit where an
outer derivative vanishes faster than the inner one grows, as in ``exp(-exp(x))``, and where a power vanishes faster
than its logarithm grows, as in ``x**y`` at x = 0.

``piecewise(u, v, a, b)`` is a where u > v, b where u < v, and (a + b) / 2 where both are equal: the derivative of
``max``, on which the smaller operand has no effect.

``quotient_slope(u, du, v, dv)`` is the derivative of u / v, computed as (du − dv·(u/v)) / v, in which nothing is
squared that could overflow.
"""

UNDERFLOWN = 1e-150
"""A bound on the derivative where a value has underflowed, hardly ever exceeded: for x² it is 4e-162 there."""

ARITY = OPERATORS | FUNCTIONS | DERIVED

RESERVED = frozenset(CONSTANTS) | frozenset(FUNCTIONS)
"""Names that cannot be variables or state."""
