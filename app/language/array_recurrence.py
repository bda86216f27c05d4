"""Compiling a recurrence to a loop over many starts at once, in arrays with an element for each start.

Every operation is one numpy call that writes into an array at hand, so a step allocates nothing, and a few thousand
starts stay in the processor's cache. What is the same for all starts stays a Python float.
"""

import ast
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.language.array_emission import NAMESPACE, array_step
from app.language.compilation import depending_on
from app.language.dialects import CAREFUL
from app.language.emission import Writer, evaluation_order, function, load, packed, unpack, variable
from app.language.expressions import names
from app.language.recurrence import Recurrence, invariants, loop
from app.language.sharing import shared

Carried = tuple[Any, ...]
"""An array for each value that differs from start to start, a float for each that does not."""


@dataclass(frozen=True)
class ArrayLoop:
    """A compiled loop over many starts.

    Attributes:
        carried: the carried names in order.
        fields: those of them whose values are arrays.
        scratch: how many more arrays of the same shape the loop works in.
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
    """The loop of a recurrence that records nothing; each element takes the path that the scalar loop takes.

    Args:
        starts: the carried names that differ from start to start before the first step.
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
    """The carried names whose values come to differ from start to start."""
    fields = frozenset(starts)
    while True:
        reached = fields | {name for name, value in recurrence.carried if names(value) & fields}
        if reached == fields:
            return fields
        fields = reached
