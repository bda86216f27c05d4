"""Kinks inside a difference quotient, where both gradients can be right and still disagree."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from app.language.compilation import compile_scalars
from app.language.expressions import Operation, postorder
from app.language.mathml import math_element, mathml
from app.language.printing import text
from app.objectives.formulas import VARIABLES, FormulaObjective
from app.objectives.protocol import Array

NEGLIGIBLE = 1e-6
"""The share of its maximum below which the minimum of a value between two points counts as zero."""


@dataclass(frozen=True)
class Kink:
    """An operation of the loss that has a kink, a jump or a cusp within h of the point along a coordinate."""

    expression: str
    mathml: str
    dimension: int


def kinks(objective: FormulaObjective, weights: Array, h: float) -> tuple[Kink, ...]:
    """Find the kinks strictly between ``weights`` − h and ``weights`` + h along each coordinate, without duplicates."""
    operations = [
        node
        for node in postorder(objective.formula.loss)
        if isinstance(node, Operation) and node.operation in _CONDITIONS
    ]
    operands = [operand for operation in operations for operand in operation.operands]
    evaluate = compile_scalars(operands, (*VARIABLES, *objective.setting_names))
    found: dict[tuple[str, int], Kink] = {}
    for dimension in range(objective.dimensions):
        places = _places(weights, dimension, h)
        values = iter(np.array([evaluate(*place, *objective.setting_values) for place in places]).T)
        for operation in operations:
            with np.errstate(all="ignore"):
                kinked = _CONDITIONS[operation.operation](*(next(values) for _ in operation.operands))
            if kinked:
                written = text(operation)
                found[written, dimension] = Kink(written, math_element(mathml(operation)), dimension)
    return tuple(found.values())


def _places(weights: Array, dimension: int, h: float) -> Iterator[list[float]]:
    for distance in (-h, 0.0, h):
        moved = weights.copy()
        moved[dimension] += distance
        yield moved.tolist()


def _crosses_zero(values: Array) -> bool:
    """Whether a function with these values at −h, 0 and h changes its sign."""
    return bool(values.min() < 0.0 < values.max())


def _touches_zero(values: Array) -> bool:
    """Whether a nonnegative function touches zero, judged at the minimum of the parabola through its values."""
    before, here, after = values
    bend, derivative = (before + after) / 2.0 - here, (after - before) / 2.0
    if not bend > 0.0 or abs(derivative) > 2.0 * bend:
        return False
    return bool(here - derivative**2 / (4.0 * bend) <= NEGLIGIBLE * values.max())


def _is_root(u: Array) -> bool:
    return _crosses_zero(u) or _touches_zero(u)


def _is_fractional_power(base: Array, exponent: Array) -> bool:
    return float(exponent[1]) % 1.0 != 0.0 and _is_root(base)


def _is_other_order(u: Array, v: Array) -> bool:
    return _crosses_zero(u - v)


_CONDITIONS: Mapping[str, Callable[..., bool]] = {
    "abs": _crosses_zero,
    "sign": _crosses_zero,
    "floor": lambda u: bool(np.ptp(np.floor(u)) > 0.0),
    "min": _is_other_order,
    "max": _is_other_order,
    "sqrt": _is_root,
    "hypot": lambda u, v: _touches_zero(u**2 + v**2),
    "power": _is_fractional_power,
    "atan2": lambda u, v: _crosses_zero(u) and bool(v[1] < 0.0),
}
"""The test for a kink of each operation that can have one, from its operands' values at −h, 0 and h."""
