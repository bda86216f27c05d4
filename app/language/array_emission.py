"""Writing one step of an array recurrence: a numpy call an operation, each into an array at hand."""

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from app.interruption import checkpoint
from app.language.dialects import ARRAYS
from app.language.emission import load, variable
from app.language.expressions import Expression, Name, Operation, postorder

COPY = "copy"
"""An operation of array steps alone: the value itself, in an array of its own."""

NAMESPACE = {**ARRAYS.namespace(), f"{ARRAYS.prefix}{COPY}": np.positive, "copyto": np.copyto}
"""The globals that the statements need."""

Scalar = Callable[[Expression], ast.expr]


def array_step(
    updates: Mapping[str, Expression], varying: set[int], scalar: Scalar
) -> tuple[list[ast.stmt], list[str]]:
    """The statements that take every array to its next value, and the variables of the scratch arrays they need.

    Args:
        updates: for each name that holds an array, its next value.
        varying: the identities of the nodes whose values are arrays.
        scalar: how to write any other node.
    """
    checkpoint()
    targets = _targets(updates, varying)
    computed = {id(node) for node in targets.values()} | varying
    order = [n for n in postorder(*targets.values()) if isinstance(n, Operation) and id(n) in computed]
    places = _places(order, targets)
    places.update((id(n), variable(n.name)) for n in postorder(*order) if isinstance(n, Name) and n.name in updates)

    def written(node: Expression) -> ast.expr:
        return load(places[id(node)]) if id(node) in places else scalar(node)

    statements = [_write(node.operation, map(written, node.operands), places[id(node)]) for node in order]
    statements += [
        _write(COPY, [written(node)], variable(name))
        for name, node in targets.items()
        if places[id(node)] != variable(name)
    ]
    held = {variable(name) for name in updates}
    return statements, sorted(set(places.values()) - held)


def _targets(updates: Mapping[str, Expression], varying: set[int]) -> dict[str, Expression]:
    """For each array that changes, the operation that computes its next value, and no other array's."""
    targets: dict[str, Expression] = {}
    claimed: set[int] = set()
    for name, value in updates.items():
        if isinstance(value, Name) and value.name == name:
            continue
        own = isinstance(value, Operation) and id(value) in varying and id(value) not in claimed
        targets[name] = value if own else Operation(COPY, (value,))
        claimed.add(id(value))
    return targets


def _places(order: Sequence[Operation], targets: Mapping[str, Expression]) -> dict[int, str]:
    """The variable of the array into which each operation writes.

    A next value overwrites the present one where nothing needs that any more; scratch arrays are used again as soon as
    their values have been read for the last time.
    """
    last_read: dict[int | str, int] = {}
    for position, node in enumerate(order):
        for part in node.operands:
            last_read[part.name if isinstance(part, Name) else id(part)] = position
    kept = {id(node) for node in targets.values()}
    owners = {id(node): name for name, node in targets.items()}
    places: dict[int, str] = {}
    free: list[str] = []
    scratch = 0
    for position, node in enumerate(order):
        dying = {id(p) for p in node.operands if id(p) in places and id(p) not in kept and last_read[id(p)] == position}
        free += [places[identity] for identity in dying]
        owner = owners.get(id(node))
        if owner is not None and last_read.get(owner, -1) <= position:
            places[id(node)] = variable(owner)
        elif free:
            places[id(node)] = free.pop()
        else:
            places[id(node)] = f"_scratch_{scratch}"
            scratch += 1
    return places


def _write(operation: str, values: Iterable[ast.expr], place: str) -> ast.stmt:
    function = load(ARRAYS.prefix + operation)
    if isinstance(NAMESPACE[ARRAYS.prefix + operation], np.ufunc):
        return ast.Expr(ast.Call(function, list(values), [ast.keyword("out", load(place))]))
    return ast.Expr(ast.Call(load("copyto"), [load(place), ast.Call(function, list(values), [])], []))
