"""Texts full of zeros, overflows and underflows: nothing raises, and the values equal numpy's."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from app.language.compilation import compile_arrays, compile_scalars
from app.language.derivatives import gradient, hessian
from app.language.expressions import Expression, Name, Number, Operation
from app.language.faults import LanguageError
from app.language.mathml import mathml
from app.language.parser import parse
from app.language.printing import text as printed
from app.objectives.formulas import VARIABLES
from tests.language.expressions import hostile_texts

COORDINATES = (0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.0, 40.0, 1e6)

_NUMPY: Mapping[str, Callable[..., Any]] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "divide": np.divide,
    "power": np.power,
    "negate": np.negative,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "atan2": np.arctan2,
    "min": np.minimum,
    "max": np.maximum,
    "sigmoid": lambda x: np.exp(-np.logaddexp(0.0, -x)),
}


class Ambiguous(Exception):
    """Rounding alone decides about the value."""


def plain(tree: Expression, x: float, y: float) -> tuple[float, float]:
    """The value, operation by operation in numpy, and a bound on its rounding error.

    Raises:
        Ambiguous: rounding may have moved it across a jump, or beyond the largest number.
    """
    match tree:
        case Number(value):
            return value, 0.0
        case Name(name):
            return {"x": x, "y": y, "pi": math.pi, "e": math.e}[name], 0.0
    assert isinstance(tree, Operation)
    function = _NUMPY.get(tree.operation) or getattr(np, tree.operation)
    parts = [plain(operand, x, y) for operand in tree.operands]
    values = [np.float64(value) for value, _ in parts]
    result = float(function(*values))
    moved = 0.0
    for place, (_, error) in enumerate(parts):
        for sign in (-1.0, 1.0) if error else ():
            near = values.copy()
            near[place] = np.float64(values[place] + sign * error)
            there = float(function(*near))
            if math.isfinite(there) != math.isfinite(result):
                raise Ambiguous
            moved += 2.0 * abs(there - result) if math.isfinite(there) else 0.0
    rounding = 1e-14 * abs(result) + 1e-320 if math.isfinite(result) else 0.0
    return result, moved + rounding


@given(hostile_texts)
@settings(max_examples=300)
def test_values_are_those_of_a_plain_evaluation(text: str) -> None:
    try:
        tree = parse(text, VARIABLES)
    except LanguageError:
        return
    scalars = compile_scalars((tree,), VARIABLES)
    arrays = compile_arrays((tree,), VARIABLES)
    for x, y in zip(COORDINATES, reversed(COORDINATES), strict=True):
        with np.errstate(all="ignore"):
            try:
                expected, error = plain(tree, x, y)
            except Ambiguous:
                continue
            (array,) = arrays(np.array([x]), np.array([y]))
        for value in (scalars(x, y)[0], float(np.broadcast_to(array, 1)[0])):
            if math.isfinite(expected):
                assert value == pytest.approx(expected, rel=0, abs=error)
            else:
                assert repr(float(value)) == repr(expected)


@given(hostile_texts)
@settings(max_examples=300)
def test_every_text_is_differentiated_and_printed(text: str) -> None:
    try:
        tree = parse(text, VARIABLES)
    except LanguageError:
        return
    derivatives = gradient(tree, VARIABLES)
    curvatures = hessian(tree, VARIABLES)
    for expression in (*derivatives, *sum(curvatures, ())):
        assert "inf" not in printed(expression)
        assert mathml(expression)
    scalars = compile_scalars((tree, *derivatives), VARIABLES)
    arrays = compile_arrays((tree, *derivatives), VARIABLES)
    for x, y in zip(COORDINATES, reversed(COORDINATES), strict=True):
        scalars(x, y)
        with np.errstate(all="ignore"):
            arrays(np.array([x]), np.array([y]))
