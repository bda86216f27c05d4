"""Estimates of the cost of evaluating expressions, made before anything is computed."""

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
"""The measured cost of each operation in additions, elementwise on arrays in the processor's cache."""


def operations(*roots: Expression) -> int:
    """Count the operations in one evaluation of all the expressions together, at least 1."""
    return max(1, sum(1 for _ in _operations(shared(*roots))))


def array_cost(*roots: Expression) -> int:
    """Estimate the cost of evaluating all the expressions together, in additions of arrays, at least 1."""
    return array_cost_of_graph(shared(*roots))


def array_cost_of_graph(roots: Sequence[Expression]) -> int:
    """Estimate the same cost for expressions whose equal parts are shared already."""
    return max(1, sum(_COSTS.get(operation, _FUNCTION) for operation in _operations(roots)))


def _operations(roots: Sequence[Expression]) -> Iterator[str]:
    return (node.operation for node in postorder(*roots) if isinstance(node, Operation))
