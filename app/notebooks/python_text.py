"""Expressions of the language as Python over numpy, for people to read and run."""

import keyword
from collections.abc import Iterable

from app.language.expressions import Expression, Name, Operation, operands, postorder, substitute
from app.language.printing import text

RATIO = "ratio"
"""What a ratio that is 0 at 0/0 is called in a notebook; the language prints it as a division."""

PRELUDE = '''\
import numpy as np
from numpy import (
    abs, arccos as acos, arcsin as asin, arctan as atan, arctan2 as atan2, cos, cosh, e, exp, floor, hypot, log, log2,
    log10, maximum as max, minimum as min, pi, sign, sin, sinh, sqrt, tan, tanh,
)

np.seterr(all="ignore")


def sigmoid(x):
    return 1/(1 + exp(-x))


def ratio(a, b):
    """a/b, and 0 where both are 0: the slope at a cusp."""
    return np.where((a == 0) & (b == 0), 0, a/b)'''
"""The first code cell: the functions of the language under their names in numpy."""

TAKEN = frozenset(
    {"np", "loss", "gradient", "numeric_gradient", "draws", "start", "steps", "seed", "low", "high", "rate", "path"}
    | {"noise", "guesses", "guess", "found", "lowest", "u", "g", "w", "t", "lr", "x", "y", "range", "ratio", "e"}
)
"""Names that the notebook's own code uses."""


def renamed(expression: Expression, own: Iterable[str]) -> Expression:
    """An expression whose own names are safe in Python (`safe`)."""
    return substitute(expression, {name: Name(safe(name)) for name in own})


def safe(name: str) -> str:
    """A name that is no keyword and not used by the notebook itself; the language knows no trailing underscore."""
    return f"{name}_" if keyword.iskeyword(name) or name in TAKEN else name


def python_text(expression: Expression) -> str:
    """The expression as Python, to be read with `PRELUDE`."""
    written: dict[int, Expression] = {}
    for node in postorder(expression):
        parts = tuple(written[id(part)] for part in operands(node))
        if isinstance(node, Operation):
            name = "call_ratio" if node.operation == RATIO else node.operation
            written[id(node)] = Operation(name, parts)
        else:
            written[id(node)] = node
    return text(written[id(expression)]).replace("call_ratio(", f"{RATIO}(")
