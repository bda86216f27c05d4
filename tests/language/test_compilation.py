"""Compiled expressions and recurrences: the same numbers in every dialect."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.language.compilation import compile_arrays, compile_scalars
from app.language.derivatives import gradient
from app.language.dialects import CAREFUL, FAST
from app.language.expressions import Expression, Name, Number, Operation
from app.language.parser import parse
from app.language.recurrence import Recurrence, compile_recurrence
from app.language.sharing import shared
from tests.language.expressions import coordinates, smooth_texts

VARIABLES = ("x", "y")
FINITE = st.floats(-1e3, 1e3)


@given(smooth_texts, coordinates, coordinates)
@settings(max_examples=100, deadline=None)
def test_scalars_and_arrays_agree(text: str, x: float, y: float) -> None:
    tree = parse(text, VARIABLES)
    expressions = (tree, *gradient(tree, VARIABLES))
    scalars = compile_scalars(expressions, VARIABLES)(x, y)
    with np.errstate(all="ignore"):
        arrays = compile_arrays(expressions, VARIABLES)(np.array([x, x]), np.array([y, y]))
    for scalar, array in zip(scalars, arrays, strict=True):
        assert np.broadcast_to(array, 2).tolist() == pytest.approx([scalar] * 2, rel=1e-11, abs=1e-11, nan_ok=True)


def test_float32_arrays_stay_float32() -> None:
    (result,) = compile_arrays((parse("w - lr/(1 - 0.9**t)*g", ("w", "g", "lr", "t")),), ("w", "g"), ("lr", "t"))(
        np.ones(3, np.float32), np.ones(3, np.float32), 0.1, 3.0
    )
    assert result.dtype == np.float32


def test_equal_subexpressions_become_one_node() -> None:
    (root,) = shared(parse("(x - y)**2 + sin(x - y) + x*y + y*x", VARIABLES))
    differences: set[int] = set()
    stack: list[Expression] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Operation):
            stack.extend(node.operands)
            if node.operation == "subtract":
                differences.add(id(node))
    assert len(differences) == 1


@pytest.mark.parametrize("exponent", range(-16, 17))
def test_integer_powers_are_products_with_the_right_value(exponent: int) -> None:
    (power,) = compile_scalars((parse(f"x**({exponent})", VARIABLES),), VARIABLES)(1.25, 0.0)
    assert power == pytest.approx(1.25**exponent, rel=1e-14)


def test_new_values_are_all_made_from_old_ones() -> None:
    """The Fibonacci swap: a name is overwritten only when nothing needs its old value."""
    swap = Recurrence((("a", Name("b")), ("b", Operation("add", (Name("a"), Name("b"))))), (Name("a"), Name("b")), ())
    carried, columns = compile_recurrence(swap, FAST)(6, (0.0, 1.0), (), ())
    assert carried == (8.0, 13.0)
    assert columns == ([0.0, 1.0, 1.0, 2.0, 3.0, 5.0], [1.0, 1.0, 2.0, 3.0, 5.0, 8.0])


PARTS = st.tuples(st.sampled_from("abc"), st.sampled_from("abc"), st.sampled_from(["add", "multiply"]))


@given(st.lists(PARTS, min_size=3, max_size=3))
def test_a_recurrence_is_a_simultaneous_assignment(parts: list[tuple[str, str, str]]) -> None:
    values = tuple(
        Operation(operation, (Name(left), Operation("subtract", (Name(right), Number(0.5)))))
        for left, right, operation in parts
    )
    recurrence = Recurrence(tuple(zip("abc", values, strict=True)), values, ())
    once = compile_scalars(values, ("a", "b", "c"))
    state: tuple[float, ...] = (0.3, -0.2, 0.7)
    carried, columns = compile_recurrence(recurrence, CAREFUL)(5, state, (), ())
    for index in range(5):
        state = once(*state)
        assert tuple(column[index] for column in columns) == state
    assert carried == state


def test_what_does_not_change_is_computed_before_the_loop() -> None:
    calls = []

    def counted(x: float) -> float:
        calls.append(x)
        return math.sqrt(x)

    recurrence = Recurrence((("a", parse("a + sqrt(rate)", ("a", "rate"))),), (Name("a"),), ("rate",))
    dialect = type(FAST)({**FAST.functions, "sqrt": counted}, FAST.infix, FAST.prefix)
    compile_recurrence(recurrence, dialect)(100, (0.0,), (4.0,), ())
    assert calls == [4.0]


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


def test_compiled_code_sees_nothing_but_its_functions() -> None:
    function = compile_scalars((parse("sin(x)", ("x",)),), ("x",))
    assert function.__globals__["__builtins__"] == {}
