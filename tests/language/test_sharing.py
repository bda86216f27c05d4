"""Equal parts become one node, constants one number, and whole powers products."""

import math

import pytest

from app.language.compilation import compile_scalars
from app.language.expressions import Expression, Name, Number, Operation, postorder
from app.language.parser import parse
from app.language.sharing import MAX_POWER_AS_PRODUCT, shared

VARIABLES = ("x", "y")


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


def operations(text: str) -> list[str]:
    return [node.operation for node in postorder(*shared(parse(text, VARIABLES))) if isinstance(node, Operation)]


@pytest.mark.parametrize("exponent", range(2, MAX_POWER_AS_PRODUCT + 1))
def test_powers_are_computed_by_repeated_squaring(exponent: int) -> None:
    products = exponent.bit_length() - 1 + exponent.bit_count() - 1
    assert operations(f"x**{exponent}") == ["multiply"] * products


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x**17", ["power"]),
        ("x**0.5", ["power"]),
        ("x**-2", ["power"]),
        ("x**-1", ["divide"]),
        ("x**0", []),
        ("x**1", []),
        ("2**x", ["power"]),
        ("x - y + (y - x)", ["subtract", "subtract", "add"]),
        ("x/y + y/x", ["divide", "divide", "add"]),
        ("x*y + y*x", ["multiply", "add"]),
        ("(x + y)*(y + x)", ["add", "multiply"]),
        ("2*pi*x", ["multiply"]),
        ("sqrt(16)*x", ["multiply"]),
    ],
)
def test_every_other_operation_is_carried_out_as_written(text: str, expected: list[str]) -> None:
    assert operations(text) == expected


def test_constants_are_evaluated_once() -> None:
    (root,) = shared(parse("2*pi*e - sqrt(16)", VARIABLES))
    assert isinstance(root, Number)
    assert root.value == 2 * math.pi * math.e - 4


def test_what_is_not_finite_is_left_to_the_evaluation() -> None:
    (root,) = shared(Operation("divide", (Number(1.0), Number(0.0))))
    assert isinstance(root, Operation)


def test_zeros_of_both_signs_stay_apart() -> None:
    first, second, third = shared(Number(0.0), Number(-0.0), Number(0.0))
    assert first is third
    assert first is not second


def test_names_are_shared_between_roots() -> None:
    first, second = shared(Name("x"), Operation("sin", (Name("x"),)))
    assert isinstance(second, Operation)
    assert second.operands == (first,)
