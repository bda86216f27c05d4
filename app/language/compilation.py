"""Compiling expressions to functions of their variables."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

from app.language.arrays import in_parts
from app.language.costs import array_cost_of_graph
from app.language.dialects import ARRAYS, CAREFUL
from app.language.emission import Writer, evaluation_order, function, packed, variable
from app.language.expressions import Expression, Name, operands, postorder
from app.language.sharing import shared


def compile_scalars(expressions: Sequence[Expression], parameters: Sequence[str]) -> Callable[..., tuple[float, ...]]:
    """Compile a function of floats that returns the value of every expression; faults give infinities and NaN."""
    roots = shared(*expressions)
    writer = Writer(lambda _: CAREFUL)
    body = [*writer.hold_all(evaluation_order(roots)), ast.Return(packed(map(writer.python, roots)))]
    return function([variable(name) for name in parameters], body, CAREFUL.namespace())


def compile_arrays(
    expressions: Sequence[Expression], arrays: Sequence[str], scalars: Sequence[str] = ()
) -> Callable[..., tuple[Any, ...]]:
    """Compile a function, first of arrays and then of floats, that returns the value of every expression, elementwise.

    Values that depend on no array are computed on Python floats, so that the arrays keep their dtype (float32 stays
    float32). All arrays have the same number of dimensions. A value that does not depend on all arrays may have fewer
    elements than their broadcast shape. Large arrays are computed part by part, with a checkpoint before each part.
    Call the function under ``np.errstate(all="ignore")``.
    """
    roots = shared(*expressions)
    varying = depending_on(roots, arrays)
    writer = Writer(lambda node: ARRAYS if id(node) in varying else CAREFUL)
    body = [*writer.hold_all(evaluation_order(roots)), ast.Return(packed(map(writer.python, roots)))]
    parameters = [variable(name) for name in (*arrays, *scalars)]
    compute = function(parameters, body, {**ARRAYS.namespace(), **CAREFUL.namespace()})
    constants = [place for place, root in enumerate(roots) if id(root) not in varying]
    return in_parts(compute, len(arrays), constants, array_cost_of_graph(roots))


def depending_on(roots: Sequence[Expression], variables: Sequence[str]) -> set[int]:
    """Find the identities of the nodes below the roots whose value depends on at least one of the variables."""
    found: set[int] = set()
    for node in postorder(*roots):
        named = isinstance(node, Name) and node.name in variables
        if named or any(id(operand) in found for operand in operands(node)):
            found.add(id(node))
    return found
