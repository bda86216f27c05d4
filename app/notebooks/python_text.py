"""Expressions of the language as Python over numpy, for people to read and run."""

import keyword
from collections.abc import Iterable

from app.language.expressions import Expression, Name, Operation, operands, postorder, substitute
from app.language.operations import DERIVED
from app.language.printing import text

PRELUDE = """\
import numpy as np
from numpy import (
    abs, arccos as acos, arcsin as asin, arctan as atan, arctan2 as atan2, cos, cosh, e, exp, floor, hypot, log, log2,
    log10, maximum as max, minimum as min, pi, sign, sin, sinh, sqrt, tan, tanh,
)

np.seterr(all="ignore")


def sigmoid(x):
    return 1/(1 + exp(-x))
"""
"""The first code cell: the functions of the language under their names in numpy."""

DEFINITIONS = {
    "ratio": '''\
def ratio(a, b):
    """a/b, and 0 where both are 0 or too small for b to be told from 0: the slope at a cusp."""
    return np.where((np.abs(a) <= 1e-150) & (b == 0), 0, np.divide(a, b))''',
    "limit_product": '''\
def limit_product(a, b):
    """a*b, and 0 where one of the two is 0, even if the other is infinite: the limit of a slope that vanishes."""
    return np.where((a == 0) | (b == 0), 0, np.multiply(a, b))''',
    "piecewise": '''\
def piecewise(u, v, above, below):
    """above where u > v, below where u < v, their mean where both are equal: the slope of max(u, v)."""
    return np.where(u > v, above, np.where(u < v, below, (above + below)/2))''',
    "quotient_slope": '''\
def quotient_slope(u, du, v, dv):
    """The derivative of u/v, from those of u and v."""
    return np.divide(du - limit_product(dv, np.divide(u, v)), v)''',
}
"""The operations that only derivatives use, by name; the language prints them spelled out."""

_NEEDS = {"quotient_slope": ("limit_product",)}

_CALL = "call of "
"""The mark of a call for the printer; with its blanks it cannot be a name of the language."""

TAKEN = frozenset(
    {"np", "loss", "gradient", "numeric_gradient", "draws", "start", "steps", "seed", "low", "high", "rate", "path"}
    | {"noise", "guesses", "guess", "found", "lowest", "u", "g", "w", "t", "lr", "x", "y", "range", "e"}
    | DEFINITIONS.keys()
)
"""Names that the notebook's own code uses."""


def renamed(expression: Expression, own: Iterable[str]) -> Expression:
    """Rename an expression's own names so that they are safe in Python (`safe`)."""
    return substitute(expression, {name: Name(safe(name)) for name in own})


def safe(name: str) -> str:
    """Make a name safe: no keyword and no name of the notebook itself; the language has no trailing underscores."""
    return f"{name}_" if keyword.iskeyword(name) or name in TAKEN else name


def definitions(*expressions: Expression) -> list[str]:
    """Return the definitions of those operations in expressions that only derivatives use."""
    used = {node.operation for node in postorder(*expressions) if isinstance(node, Operation)}
    used |= {name for operation in used for name in _NEEDS.get(operation, ())}
    return [definition for name, definition in DEFINITIONS.items() if name in used]


def python_text(expression: Expression) -> str:
    """Write the expression as Python; it needs `PRELUDE` and its `definitions`."""
    written: dict[int, Expression] = {}
    for node in postorder(expression):
        parts = tuple(written[id(part)] for part in operands(node))
        if isinstance(node, Operation):
            name = f"{_CALL}{node.operation}" if node.operation in DERIVED else node.operation
            written[id(node)] = Operation(name, parts)
        else:
            written[id(node)] = node
    return text(written[id(expression)]).replace(_CALL, "")
