"""Where expressions may be infinite, judged by how they are written."""

from app.language.expressions import Expression, Number, Operation, operands

_SLOW = frozenset(
    {"add", "subtract", "multiply", "negate", "ratio", "piecewise", "abs", "sqrt", "hypot", "min", "max"}
    | {"sign", "floor", "sin", "cos", "atan", "tanh", "sigmoid"}
)
"""Operations that grow no faster than a polynomial and have no poles, except those of `ratio` at cusps."""

_WITH_POLES = frozenset({"divide", "ratio", "quotient_slope", "power", "log", "log2", "log10"})
"""Operations that may be infinite where their operands are not."""


class Finiteness:
    """Judges expressions that share parts; each part is examined once."""

    def __init__(self) -> None:
        self._found: dict[int, tuple[Expression, frozenset[str]]] = {}

    def grows_slowly(self, root: Expression) -> bool:
        """Whether the expression is sure to be finite and not too large wherever the coordinates are."""
        return self._operations(root) <= _SLOW

    def may_have_poles(self, root: Expression) -> bool:
        """Whether the expression may be infinite at coordinates where its parts are finite."""
        return not self._operations(root).isdisjoint(_WITH_POLES)

    def _operations(self, root: Expression) -> frozenset[str]:
        """Collect an expression's operations, except divisions by numbers and positive powers, which are products."""
        stack = [root]
        while stack:
            node = stack[-1]
            unknown = [part for part in operands(node) if id(part) not in self._found]
            if unknown:
                stack += unknown
            else:
                stack.pop()
                within = frozenset[str]().union(*(self._found[id(part)][1] for part in operands(node)))
                # The node is stored with the result: its identity is unique only as long as it lives.
                self._found[id(node)] = node, within | _own_operation(node)
        return self._found[id(root)][1]


def _own_operation(node: Expression) -> frozenset[str]:
    match node:
        case Operation("divide", (_, Number(divisor))) if divisor:
            return frozenset()
        case Operation("power", (_, Number(exponent))) if exponent > 0.0:
            return frozenset()
        case Operation(operation):
            return frozenset({operation})
    return frozenset()
