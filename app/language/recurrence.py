"""Compile a recurrence, such as a whole run of an update rule, to one scalar loop.

The loop is as lean as Python allows: invariants are computed once before it, common subexpressions once a step, and a
new value takes over the variable of the old one as soon as nothing needs the old one any more.
"""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat

from app.language.compilation import depending_on
from app.language.dialects import Dialect
from app.language.emission import (
    Writer,
    assign,
    evaluation_order,
    function,
    load,
    packed,
    unpack,
    variable,
)
from app.language.expressions import Expression, Name, Operation, operands, postorder
from app.language.sharing import shared

Advanced = tuple[tuple[float, ...], tuple[list[float], ...]]
"""The carried values after some steps, and a list for each recorded value."""

Advance = Callable[[int, tuple[float, ...], tuple[float, ...], tuple[Sequence[float], ...]], Advanced]
"""``advance(count, carried, parameters, inputs)`` takes ``count`` steps."""


@dataclass(frozen=True)
class Recurrence:
    """One step of a recurrence.

    Attributes:
        carried: the variables that live from step to step, each with its next value in terms of the present ones.
        recorded: values recorded at each step, in terms of the present ones.
        parameters: names whose values never change.
        inputs: names that take a new value at each step, from sequences passed to the loop.
    """

    carried: tuple[tuple[str, Expression], ...]
    recorded: tuple[Expression, ...]
    parameters: tuple[str, ...]
    inputs: tuple[str, ...] = ()


def compile_recurrence(recurrence: Recurrence, dialect: Dialect) -> Advance:
    """Compile the loop of a recurrence. Each list it returns has one entry for each step taken."""
    carried = [name for name, _ in recurrence.carried]
    roots = shared(*(value for _, value in recurrence.carried), *recurrence.recorded)
    updates = dict(zip(carried, roots, strict=False))
    recorded = roots[len(carried) :]
    writer = Writer(lambda _: dialect)

    hoisted = invariants(roots, depending_on(roots, (*carried, *recurrence.inputs)))
    body: list[ast.stmt] = [
        unpack([variable(name) for name in carried], load("carried")),
        unpack([variable(name) for name in recurrence.parameters], load("parameters")),
        *writer.hold_all(evaluation_order(hoisted, hoisted)),
    ]
    columns = [f"column_{index}" for index in range(len(recorded))]
    body += [assign(column, ast.List([], ast.Load())) for column in columns]
    step = _step(writer, roots, updates)
    step += [_append(column, writer.python(value)) for column, value in zip(columns, recorded, strict=True)]
    moved = {name: value for name, value in updates.items() if not _is_load_of(writer.python(value), name)}
    if moved:
        step.append(unpack([variable(name) for name in moved], packed(map(writer.python, moved.values()))))
    body.append(loop(recurrence.inputs, step))
    body.append(
        ast.Return(packed([packed(load(variable(name)) for name in carried), packed(load(name) for name in columns)]))
    )
    namespace = {**dialect.namespace(), "repeat": repeat, "zip": zip}
    return function(["count", "carried", "parameters", "inputs"], body, namespace)


def invariants(roots: Sequence[Expression], varying: set[int]) -> list[Operation]:
    """Find the largest operations whose values are the same at each step."""
    consumed = {
        id(part)
        for node in postorder(*roots)
        if id(node) in varying
        for part in operands(node)
        if id(part) not in varying
    }
    consumed.update(id(root) for root in roots if id(root) not in varying)
    return [node for node in postorder(*roots) if isinstance(node, Operation) and id(node) in consumed]


def _step(writer: Writer, roots: Sequence[Expression], updates: dict[str, Expression]) -> list[ast.stmt]:
    """Write the assignments of one step; a new value goes into its own variable once the old one is not needed."""
    order = [node for node in evaluation_order(roots, updates.values()) if not writer.holds(node)]
    last_reader = _last_readers(order, roots, updates)
    targets = {id(value): name for name, value in updates.items()}
    statements = []
    for position, node in enumerate(order):
        name = targets.get(id(node))
        overwrites = name is not None and last_reader.get(name, -1) <= position
        statements.append(writer.hold(node, variable(str(name)) if overwrites else writer.fresh()))
    return statements


def _last_readers(
    order: Sequence[Operation], roots: Sequence[Expression], updates: dict[str, Expression]
) -> dict[str, int]:
    """Find, for each carried variable, the last position in ``order`` that reads its old value; roots come after."""
    last: dict[str, int] = {}
    assigned: set[int] = {id(node) for node in order}
    for position, node in enumerate([*order, *(root for root in roots if id(root) not in assigned)]):
        stack: list[Expression] = list(operands(node)) or [node]
        while stack:
            part = stack.pop()
            if isinstance(part, Name) and part.name in updates:
                last[part.name] = position
            elif id(part) not in assigned:
                stack.extend(operands(part))
    return last


def _is_load_of(value: ast.expr, name: str) -> bool:
    return isinstance(value, ast.Name) and value.id == variable(name)


def _append(column: str, value: ast.expr) -> ast.stmt:
    return ast.Expr(ast.Call(ast.Attribute(load(column), "append", ast.Load()), [value], []))


def loop(inputs: Sequence[str], step: list[ast.stmt]) -> ast.stmt:
    """Write the loop over the steps, which binds the inputs where there are any."""
    if not inputs:
        steps = ast.Call(load("repeat"), [ast.Constant(None), load("count")], [])
        return ast.For(ast.Name("_", ast.Store()), steps, step, [])
    target = ast.Tuple([ast.Name(variable(name), ast.Store()) for name in inputs], ast.Store())
    rows = ast.Call(load("zip"), [ast.Starred(load("inputs"), ast.Load())], [])
    return ast.For(target, rows, step, [])
