"""Texts full of zeros, overflows and underflows: nothing raises, and the values equal numpy's."""

import contextlib
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from app.language.arrays import ARRAYS
from app.language.compilation import compile_arrays, compile_scalars
from app.language.expressions import Expression, Name, Number, Operation
from app.language.faults import LanguageError
from app.language.operations import UNDERFLOWN
from app.language.parser import parse
from app.language.scalars import CAREFUL, FAST, constant_values
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


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        ("ratio", (0.0, 0.0), 0.0),
        ("ratio", (UNDERFLOWN, 0.0), 0.0),
        ("ratio", (-UNDERFLOWN, 0.0), 0.0),
        ("ratio", (2 * UNDERFLOWN, 0.0), math.inf),
        ("ratio", (0.0, 2.0), 0.0),
        ("ratio", (3.0, 2.0), 1.5),
        ("limit_product", (0.0, math.inf), 0.0),
        ("limit_product", (math.inf, 0.0), 0.0),
        ("limit_product", (2.0, 3.0), 6.0),
        ("limit_product", (2.0, math.inf), math.inf),
        ("piecewise", (2.0, 1.0, 3.0, 5.0), 3.0),
        ("piecewise", (1.0, 2.0, 3.0, 5.0), 5.0),
        ("piecewise", (1.0, 1.0, 3.0, 5.0), 4.0),
        ("piecewise", (1.0, 1.0, 1e308, 1.5e308), 1.25e308),
        ("quotient_slope", (3.0, 5.0, 2.0, 7.0), (5.0 * 2.0 - 3.0 * 7.0) / 4.0),
        ("quotient_slope", (3.0, 5.0, 0.5, 0.0), 10.0),
        ("quotient_slope", (math.inf, 0.0, 2.0, 0.0), 0.0),
        ("sigmoid", (0.0,), 0.5),
        ("sigmoid", (2.0,), 1 / (1 + math.exp(-2.0))),
        ("sigmoid", (-2.0,), 1 / (1 + math.exp(2.0))),
        ("sigmoid", (1000.0,), 1.0),
        ("sigmoid", (-1000.0,), 0.0),
        ("sign", (-0.5,), -1.0),
        ("sign", (0.5,), 1.0),
        ("sign", (-0.0,), 0.0),
        ("min", (1.0, 2.0), 1.0),
        ("min", (math.nan, 2.0), math.nan),
        ("min", (2.0, math.nan), math.nan),
        ("max", (1.0, 2.0), 2.0),
        ("max", (math.nan, 2.0), math.nan),
        ("max", (2.0, math.nan), math.nan),
        ("floor", (-0.5,), -1.0),
        ("floor", (-0.0,), -0.0),
    ],
)
def test_floats_and_arrays_agree_on_the_special_cases(
    function: str, arguments: tuple[float, ...], expected: float
) -> None:
    with np.errstate(all="ignore"):
        array = ARRAYS[function](*(np.array([argument]) for argument in arguments))
    values = [CAREFUL[function](*arguments), float(array[0])]
    with contextlib.suppress(ArithmeticError, ValueError):
        values.append(FAST[function](*arguments))
    for value in values:
        assert value == pytest.approx(expected, rel=1e-15, abs=0, nan_ok=True)
        assert math.isnan(value) or math.copysign(1.0, value) == math.copysign(1.0, expected)


def test_constants_are_known_with_their_values() -> None:
    tree = parse("x + (pi + 2)*3", VARIABLES)
    found = [value for _, value in constant_values(tree)]
    assert found == [math.pi, 2.0, math.pi + 2.0, 3.0, (math.pi + 2.0) * 3.0]
