"""Loops over many starts: the same numbers as the scalar loop for each of them."""

import re
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings

from app.language.array_recurrence import compile_array_recurrence
from app.language.dialects import CAREFUL
from app.language.expressions import Number
from app.language.parser import parse
from app.language.recurrence import Recurrence, compile_recurrence
from tests.language.expressions import smooth_texts

VARIABLES = {"x": "a", "y": "b"}
NAMES = ("a", "b", "c", "k", "p", "i")


def recurrence(updates: Mapping[str, str]) -> Recurrence:
    return Recurrence(tuple((name, parse(text, NAMES)) for name, text in updates.items()), (), ("p",), ("i",))


def both(updates: Mapping[str, str], steps: int = 7) -> tuple[list[list[float]], list[list[float]]]:
    """The carried values of three starts by the array loop and by the scalar one, a row for each name."""
    starts = {"a": [0.5, -1.25, 2.0], "b": [1.5, 0.25, -0.75], "c": [0.0] * 3, "k": [0.0] * 3}
    inputs = ([0.1 * step for step in range(steps)],)
    step = recurrence(updates)
    loop = compile_array_recurrence(step, ("a", "b"))
    carried = tuple(np.array(starts[name]) if name in loop.fields else 0.0 for name in loop.carried)
    scratch = [np.full(3, np.nan) for _ in range(loop.scratch)]
    with np.errstate(all="ignore"):
        after = loop.advance(steps, carried, scratch, (0.5,), inputs)
    arrays = [np.broadcast_to(value, 3).tolist() for value in after]
    scalar = compile_recurrence(step, CAREFUL)
    columns = [scalar(steps, tuple(starts[name][start] for name in updates), (0.5,), inputs)[0] for start in range(3)]
    return arrays, [list(row) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize(
    "updates",
    [
        {"a": "a - p*b", "b": "b + p*a"},
        {"a": "b", "b": "a"},
        {"a": "b", "b": "a - b", "c": "a"},
        {"a": "a*b", "b": "a*b", "c": "a*b + c"},
        {"a": "a", "b": "b + a"},
        {"a": "3", "b": "p"},
        {"a": "a/k", "b": "b - i", "k": "k + 1"},
        {"a": "a*p**k + sqrt(p)", "b": "b", "c": "c + sigmoid(a)*(p + i)", "k": "k + i"},
        {"a": "min(a, b)", "b": "max(a, sign(b)) - abs(a)", "c": "c + floor(a + b)"},
        {"a": "-(a + b)", "b": "(a + b)*(a + b)/(1 + (a + b)**2)", "c": "c - (a + b)"},
    ],
    ids=str,
)
def test_each_start_goes_its_own_way(updates: dict[str, str]) -> None:
    arrays, scalars = both(updates)
    assert arrays == [pytest.approx(row, rel=1e-14, nan_ok=True) for row in scalars]


@given(smooth_texts, smooth_texts)
@settings(max_examples=80, deadline=None)
def test_any_expressions_give_the_numbers_of_the_scalar_loop(first: str, second: str) -> None:
    updates = {
        name: re.sub(r"\b[xy]\b", lambda found: VARIABLES[found[0]], text)
        for name, text in (("a", first), ("b", second))
    }
    arrays, scalars = both(updates, steps=2)
    assert arrays == [pytest.approx(row, rel=1e-9, abs=1e-9, nan_ok=True) for row in scalars]


def test_what_is_the_same_for_all_starts_stays_a_float() -> None:
    step = Recurrence((("a", parse("a*k", NAMES)), ("k", parse("k + 1", NAMES)), ("b", Number(1.0))), (), ())
    loop = compile_array_recurrence(step, ("a",))
    assert loop.fields == {"a"}
    _, count, one = loop.advance(3, (np.ones(2), 0.0, 0.0), [np.empty(2)] * loop.scratch, (), ())
    assert (count, one) == (3.0, 1.0)


def test_arrays_are_changed_in_place() -> None:
    loop = compile_array_recurrence(Recurrence((("a", parse("a + 1", NAMES)),), (), ()), ("a",))
    array = np.zeros(2)
    assert loop.advance(5, (array,), [], (), ())[0] is array
    assert array.tolist() == [5.0, 5.0]


def test_a_long_sum_needs_few_arrays() -> None:
    text = " + ".join(f"sin({factor}*a)" for factor in range(1, 30))
    loop = compile_array_recurrence(Recurrence((("a", parse(text, NAMES)),), (), ()), ("a",))
    assert loop.scratch <= 3
