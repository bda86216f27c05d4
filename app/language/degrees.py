"""The degree of an expression as a polynomial."""

import math
from collections.abc import Collection, Sequence

from app.language.expressions import Expression, Name, Operation, postorder
from app.language.sharing import shared


def degree(root: Expression, variables: Collection[str]) -> float:
    """The degree of an expression as a polynomial in the variables; infinite if it is written as anything else.

    All other names count as constants. It is the degree as written: terms that cancel each other count. A whole power
    above 16 counts as no polynomial (`shared` writes the lower ones as products).
    """
    (graph,) = shared(root)
    degrees: dict[int, float] = {}
    for node in postorder(graph):
        match node:
            case Operation(operation, operands):
                degrees[id(node)] = _combined(operation, [degrees[id(operand)] for operand in operands])
            case Name(name):
                degrees[id(node)] = float(name in variables)
            case _:
                degrees[id(node)] = 0.0
    return degrees[id(graph)]


def _combined(operation: str, degrees: Sequence[float]) -> float:
    match operation, degrees:
        case _ if not any(degrees):
            return 0.0
        case "negate" | "add" | "subtract", _:
            return max(degrees)
        case "multiply", _:
            return sum(degrees)
        case "divide", [numerator, 0.0]:
            return numerator
    return math.inf
