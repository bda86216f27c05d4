"""Recurrences compiled to a scalar loop."""

import math

from hypothesis import given
from hypothesis import strategies as st

from app.language.compilation import compile_scalars
from app.language.dialects import CAREFUL, FAST
from app.language.expressions import Name, Number, Operation
from app.language.parser import parse
from app.language.recurrence import Recurrence, compile_recurrence


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


def test_a_value_that_is_only_moved_is_the_one_before_the_step() -> None:
    delayed = Recurrence((("a", parse("2*a", ("a",))), ("b", Name("a")), ("c", Name("c"))), (Name("b"),), ())
    carried, columns = compile_recurrence(delayed, FAST)(3, (1.0, 0.0, 7.0), (), ())
    assert carried == (8.0, 4.0, 7.0)
    assert columns == ([0.0, 1.0, 2.0],)


def test_what_is_recorded_may_need_the_old_value_after_the_new_one_is_known() -> None:
    new = parse("a*b", ("a", "b"))
    recurrence = Recurrence((("a", new), ("b", parse("a + b", ("a", "b")))), (new, parse("a - b", ("a", "b"))), ())
    carried, columns = compile_recurrence(recurrence, FAST)(2, (2.0, 3.0), (), ())
    assert columns == ([6.0, 30.0], [-1.0, 1.0])
    assert carried == (30.0, 11.0)


def test_inputs_take_a_new_value_at_each_step() -> None:
    total = Recurrence((("a", parse("a + u*v", ("a", "u", "v"))),), (Name("u"),), (), ("u", "v"))
    carried, columns = compile_recurrence(total, FAST)(3, (0.0,), (), ([1.0, 2.0, 3.0], [10.0, 100.0, 1000.0]))
    assert carried == (3210.0,)
    assert columns == ([1.0, 2.0, 3.0],)


def test_no_steps_change_nothing() -> None:
    assert compile_recurrence(Recurrence((("a", Number(2.0)),), (Name("a"),), ()), FAST)(0, (1.0,), (), ()) == (
        (1.0,),
        ([],),
    )
