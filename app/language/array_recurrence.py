"""Write one step of an array recurrence: one numpy call for each operation, each into an array that exists already."""

import ast
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.interruption import checkpoint
from app.language.compilation import depending_on
from app.language.dialects import ARRAYS, CAREFUL
from app.language.emission import Writer, evaluation_order, function, load, packed, unpack, variable
from app.language.expressions import Expression, Name, Operation, names, postorder
from app.language.recurrence import Recurrence, invariants, loop
from app.language.sharing import shared

COPY = "copy"
"""An operation that only array steps use: a copy of the value in another array."""

NAMESPACE = {**ARRAYS.namespace(), f"{ARRAYS.prefix}{COPY}": np.positive, "copyto": np.copyto}
"""The globals that the statements need."""

Scalar = Callable[[Expression], ast.expr]


def array_step(
    updates: Mapping[str, Expression], varying: set[int], scalar: Scalar
) -> tuple[list[ast.stmt], list[str]]:
    """Write the statements that take every array to its next value, and name the scratch arrays they need.

    Args:
        updates: the next value of each name that holds an array.
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
    """Find, for each array that changes, the operation that computes its next value and no other array's."""
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
    """Choose the array into which each operation writes.

    A next value overwrites the present one once nothing needs the present one any more. A scratch array is reused as
    soon as its value has been read for the last time.
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


Carried = tuple[Any, ...]
"""An array for each value that differs between starts, a float for each that does not."""


@dataclass(frozen=True)
class ArrayLoop:
    """A compiled loop over many starts.

    Attributes:
        carried: the names of the carried values, in order.
        fields: the carried names whose values are arrays.
        scratch: the number of scratch arrays of the same shape that the loop needs.
        advance: ``advance(count, carried, scratch, parameters, inputs)`` → carried after ``count`` steps. The arrays
            are changed in place. Call it under ``np.errstate(all="ignore")``.
    """

    carried: tuple[str, ...]
    fields: frozenset[str]
    scratch: int
    advance: Callable[
        [int, Carried, Sequence[NDArray[np.float64]], tuple[float, ...], tuple[Sequence[float], ...]], Carried
    ]


def compile_array_recurrence(recurrence: Recurrence, starts: Collection[str]) -> ArrayLoop:
    """Compile a recurrence that records nothing; each element takes the path that the scalar loop takes.

    Args:
        starts: the carried names whose initial values differ between starts.
    """
    carried = tuple(name for name, _ in recurrence.carried)
    fields = _fields(recurrence, starts)
    roots = shared(*(value for _, value in recurrence.carried))
    updates = dict(zip(carried, roots, strict=True))
    varying = depending_on(roots, sorted(fields))
    writer = Writer(lambda _: CAREFUL)

    hoisted = invariants(roots, depending_on(roots, (*carried, *recurrence.inputs)))
    before = writer.hold_all(evaluation_order(hoisted, hoisted))
    common = [node for node in invariants(roots, varying) if not writer.holds(node)]
    step = writer.hold_all(node for node in evaluation_order(common, common) if not writer.holds(node))
    field_updates = {name: updates[name] for name in carried if name in fields}
    statements, scratch = array_step(field_updates, varying, writer.python)
    step += statements
    floats = [name for name in carried if name not in fields]
    if floats:
        step.append(
            unpack([variable(name) for name in floats], packed(writer.python(updates[name]) for name in floats))
        )
    body = [
        unpack([variable(name) for name in carried], load("carried")),
        unpack([variable(name) for name in recurrence.parameters], load("parameters")),
        unpack(scratch, load("scratch")),
        *before,
        loop(recurrence.inputs, step),
        ast.Return(packed(load(variable(name)) for name in carried)),
    ]
    namespace = {**CAREFUL.namespace(), **NAMESPACE, "repeat": repeat, "zip": zip}
    advance = function(["count", "carried", "scratch", "parameters", "inputs"], body, namespace)
    return ArrayLoop(carried, fields, len(scratch), advance)


def _fields(recurrence: Recurrence, starts: Collection[str]) -> frozenset[str]:
    """Find the carried names whose values differ between starts, initially or after some steps."""
    fields = frozenset(starts)
    while True:
        reached = fields | {name for name, value in recurrence.carried if names(value) & fields}
        if reached == fields:
            return fields
        fields = reached
