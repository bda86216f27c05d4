"""The kinds of code that expressions compile to: the same numbers, and who raises."""

import math

import pytest
from hypothesis import given, settings

from app.language.derivatives import gradient
from app.language.dialects import CAREFUL, FAST
from app.language.expressions import Name
from app.language.parser import parse
from app.language.recurrence import Recurrence, compile_recurrence
from tests.language.expressions import coordinates, smooth_texts

VARIABLES = ("x", "y")


@pytest.mark.parametrize(
    "text", ["1/(x - 1)", "exp(800*x)", "log(x - 2)", "sqrt(-x)", "(0 - x)**0.5", "sin(1/(x - 1))"]
)
def test_the_careful_dialect_answers_where_the_fast_one_raises(text: str) -> None:
    recurrence = Recurrence((("x", Name("x")),), (parse(text, ("x",)),), ())
    with pytest.raises((ArithmeticError, ValueError)):
        compile_recurrence(recurrence, FAST)(1, (1.0,), (), ())
    _, ((value,),) = compile_recurrence(recurrence, CAREFUL)(1, (1.0,), (), ())
    assert not math.isfinite(value)


@given(smooth_texts, coordinates, coordinates)
@settings(max_examples=60, deadline=None)
def test_both_dialects_give_the_same_bits_where_neither_faults(text: str, x: float, y: float) -> None:
    tree = parse(text, VARIABLES)
    recurrence = Recurrence((("x", Name("x")), ("y", Name("y"))), (tree, *gradient(tree, VARIABLES)), ())
    careful = compile_recurrence(recurrence, CAREFUL)(1, (x, y), (), ())
    try:
        fast = compile_recurrence(recurrence, FAST)(1, (x, y), (), ())
    except (ArithmeticError, ValueError):
        return
    assert repr(fast) == repr(careful)
