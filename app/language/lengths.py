"""How long an expression would be if it were printed, without printing it.

Derivatives share what they reuse, so a text of 500 characters can have a Hessian that is small in memory and would be
megabytes on paper.
"""

from app.interruption import checkpoint
from app.language.expressions import Expression, Name, Number, Operation, postorder


def printed_size(root: Expression) -> int:
    """The number of numbers, names and operations on paper: shared parts count as often as they would stand there."""
    checkpoint()
    sizes: dict[int, int] = {}
    for node in postorder(root):
        match node:
            case Number() | Name():
                sizes[id(node)] = 1
            case Operation("piecewise", operands):
                u, v, above, below = (sizes[id(operand)] for operand in operands)
                sizes[id(node)] = 3 * (1 + u + v) + 2 * (1 + above + below)
            case Operation("quotient_slope", operands):
                u, du, v, dv = (sizes[id(operand)] for operand in operands)
                sizes[id(node)] = 6 + u + du + 2 * v + dv
            case Operation(_, operands):
                sizes[id(node)] = 1 + sum(sizes[id(operand)] for operand in operands)
    return sizes[id(root)]
