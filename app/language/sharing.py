"""Prepare expressions for compilation: fold constants, write integer powers as products, share equal subexpressions."""

import math

from app.interruption import checkpoint
from app.language.expressions import Expression, Name, Number, Operation, postorder
from app.language.operations import CONSTANTS
from app.language.scalars import CAREFUL

MAX_POWER_AS_PRODUCT = 16
_COMMUTATIVE = ("add", "multiply")


def shared(*roots: Expression) -> tuple[Expression, ...]:
    """Return the same expressions as one graph in which equal subexpressions are one node.

    Constants are evaluated once, and ``u**n`` with a small whole n ≥ 0 becomes a product by repeated squaring. Every
    other operation is carried out as written. Products of negative powers would overflow where the power itself does
    not.
    """
    checkpoint()
    graph = _Graph()
    result: dict[int, Expression] = {}
    for node in postorder(*roots):
        match node:
            case Number(value):
                result[id(node)] = graph.number(value)
            case Name(name):
                result[id(node)] = graph.name(name)
            case Operation(operation, operands):
                result[id(node)] = graph.operation(operation, *(result[id(operand)] for operand in operands))
    return tuple(result[id(root)] for root in roots)


class _Graph:
    """A store of one node for each distinct subexpression (value numbering)."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[object, ...], Expression] = {}

    def number(self, value: float) -> Expression:
        # -0.0 == 0.0, so the sign is part of the key.
        return self._nodes.setdefault(("number", value, math.copysign(1.0, value)), Number(value))

    def name(self, name: str) -> Expression:
        if name in CONSTANTS:
            return self.number(CONSTANTS[name])
        return self._nodes.setdefault(("name", name), Name(name))

    def operation(self, operation: str, *operands: Expression) -> Expression:
        values = [operand.value for operand in operands if isinstance(operand, Number)]
        if len(values) == len(operands):
            value = CAREFUL[operation](*values)
            if math.isfinite(value):
                return self.number(value)
        if operation == "power" and isinstance(operands[1], Number):
            exponent = operands[1].value
            if exponent == -1.0:
                return self.operation("divide", self.number(1.0), operands[0])
            if exponent.is_integer() and 0.0 <= exponent <= MAX_POWER_AS_PRODUCT:
                return self._integer_power(operands[0], int(exponent))
        identities = [id(operand) for operand in operands]
        if operation in _COMMUTATIVE:
            identities.sort()
        return self._nodes.setdefault((operation, *identities), Operation(operation, operands))

    def _integer_power(self, base: Expression, exponent: int) -> Expression:
        if exponent == 0:
            return self.number(1.0)
        if exponent == 1:
            return base
        half = self._integer_power(base, exponent // 2)
        square = self.operation("multiply", half, half)
        return self.operation("multiply", square, base) if exponent % 2 else square
