"""What an evaluation of expressions takes, known before anything is computed."""

from collections.abc import Iterator, Mapping, Sequence

from app.language.expressions import Expression, Operation, postorder
from app.language.operations import OPERATORS
from app.language.sharing import shared

_FUNCTION = 6
_COSTS: Mapping[str, int] = {
    **dict.fromkeys((*OPERATORS, "abs", "min", "max", "floor"), 1),
    "sign": 2,
    "sqrt": 4,
    "ratio": 8,
    "limit_product": 8,
    "atan2": 9,
    "power": 10,
    "sigmoid": 10,
    "piecewise": 12,
    "quotient_slope": 12,
    "hypot": 24,
    "sin": 32,
    "cos": 32,
}
"""How many additions take as long, elementwise on arrays in the processor's cache, as measured."""


def operations(*roots: Expression) -> int:
    """How many operations one evaluation of all the expressions together takes, at least 1."""
    return max(1, sum(1 for _ in _operations(shared(*roots))))


def array_cost(*roots: Expression) -> int:
    """About how many additions of arrays take as long as one evaluation of all the expressions together, at least 1."""
    return array_cost_of_graph(shared(*roots))


def array_cost_of_graph(roots: Sequence[Expression]) -> int:
    """The same for expressions whose equal parts are one already."""
    return max(1, sum(_COSTS.get(operation, _FUNCTION) for operation in _operations(roots)))


def _operations(roots: Sequence[Expression]) -> Iterator[str]:
    return (node.operation for node in postorder(*roots) if isinstance(node, Operation))
