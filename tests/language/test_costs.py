"""Estimates of what an evaluation costs."""

import time

import numpy as np
import pytest

from app.language.arrays import ARRAYS
from app.language.costs import array_cost, operations
from app.language.expressions import Name, Operation
from app.language.operations import ARITY
from app.language.parser import parse


def test_shared_parts_are_counted_once() -> None:
    assert operations(parse("sin(x*y) + sin(y*x)", ("x", "y"))) == 3
    assert operations(parse("sin(x)", ("x",)), parse("sin(x) + 1", ("x",))) == 2


def test_a_leaf_costs_something() -> None:
    assert operations(parse("x", ("x",))) == array_cost(parse("x", ("x",))) == 1


def test_costs_add_up() -> None:
    one, other = parse("sin(x)", ("x",)), parse("cos(x)", ("x",))
    assert array_cost(one, other) == array_cost(one) + array_cost(other)
    assert array_cost(parse("x + y", ("x", "y"))) == 1


@pytest.mark.parametrize("operation", sorted(ARITY))
def test_no_operation_takes_much_longer_than_its_cost_says(operation: str) -> None:
    """In additions of arrays in the processor's cache; the best of many measurements, on whatever machine."""
    random = np.random.default_rng(0)
    values = tuple(random.uniform(0.1, 0.9, 4096) for _ in range(ARITY[operation]))
    cost = array_cost(Operation(operation, tuple(Name(name) for name in "abcd"[: ARITY[operation]])))

    def seconds(name: str, arguments: tuple[np.ndarray, ...]) -> float:
        best = float("inf")
        for _ in range(60):
            began = time.perf_counter()
            ARRAYS[name](*arguments)
            best = min(best, time.perf_counter() - began)
        return best

    taken = seconds(operation, values) / seconds("add", (values[0], values[0]))
    assert taken < 12 * cost + 12
