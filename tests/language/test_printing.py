"""Trees printed as text."""

import pytest
from hypothesis import given, settings

from app.language.derivatives import gradient
from app.language.expressions import Name, Number, Operation
from app.language.parser import parse
from app.language.printing import number_text, printed_size
from app.language.printing import text as printed
from app.language.tokens import tokens
from tests.language.expressions import smooth_texts
from tests.language.test_parser import shape


@given(smooth_texts)
@settings(max_examples=200, deadline=None)
def test_printing_and_parsing_again_gives_the_same_tree(text: str) -> None:
    tree = parse(text, ("x", "y"))
    assert shape(parse(printed(tree), ("x", "y"))) == shape(tree)


@pytest.mark.parametrize(
    "text", ["x - (y - 1)", "x/(y*2)", "(x**2)**3", "(-x)**2", "-(x + y)", "2**-x", "x*(y*2)", "x + (y + 1)", "-(-x)"]
)
def test_parentheses_that_matter_stay(text: str) -> None:
    tree = parse(text, ("x", "y"))
    assert shape(parse(printed(tree), ("x", "y"))) == shape(tree)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(x + y) + 1", "x + y + 1"),
        ("x + (y + 1)", "x + (y + 1)"),
        ("(x*y)*2", "x*y*2"),
        ("(x/y)/2", "x/y/2"),
        ("(-x)*y", "-x*y"),
        ("-(x*y)", "-(x*y)"),
        ("-(x**2)", "-x**2"),
        ("x**(y**2)", "x**y**2"),
        ("x**(-y)", "x**-y"),
        ("(x + y)*2", "(x + y)*2"),
        ("hypot(x + y, 1)", "hypot(x + y, 1)"),
    ],
)
def test_there_are_no_parentheses_but_those(text: str, expected: str) -> None:
    assert printed(parse(text, ("x", "y"))) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2.0, "2"),
        (-3.0, "-3"),
        (0.5, "0.5"),
        (999999999999999.0, "999999999999999"),
        (1e15, "1000000000000000.0"),
        (-1e16, "-1e+16"),
    ],
)
def test_numbers_are_short_and_read_back_unchanged(value: float, expected: str) -> None:
    assert number_text(value) == expected
    assert float(number_text(value)) == value


X, Y, A, B = map(Name, "xyab")


@pytest.mark.parametrize(
    ("operation", "operands", "expected"),
    [
        ("ratio", (A, X), "a/x"),
        ("limit_product", (A, B), "a*b"),
        ("quotient_slope", (X, A, Y, B), "(a*y - x*b)/y**2"),
        ("piecewise", (X, Y, A, B), "((1 + sign(x - y))*a + (1 - sign(x - y))*b)/2"),
    ],
)
def test_operations_of_derivatives_are_spelled_out(operation: str, operands: tuple[Name, ...], expected: str) -> None:
    assert printed(Operation(operation, operands)) == expected
    assert printed(Operation("sin", (Operation(operation, operands),))) == f"sin({expected})"


def test_a_part_without_such_operations_stays_as_it_is_written() -> None:
    plain = Operation("add", (X, Number(0.0)))
    assert printed(Operation("multiply", (plain, Operation("ratio", (A, Y))))) == "(x + 0)*(a/y)"


@given(smooth_texts)
@settings(max_examples=100)
def test_the_size_counts_what_is_printed(text: str) -> None:
    """Numbers, names and operations are the tokens that are neither parentheses nor commas."""
    tree = parse(text, ("x", "y"))
    assert printed_size(tree) == sum(1 for token in tokens(printed(tree)) if token.text not in ("(", ")", ",", ""))


@pytest.mark.parametrize(
    ("operation", "operands"),
    [("ratio", (A, X)), ("limit_product", (A, B)), ("quotient_slope", (X, A, Y, B))],
)
def test_the_size_of_what_derivatives_add_is_that_of_its_text(operation: str, operands: tuple[Name, ...]) -> None:
    nested = Operation(operation, tuple(Operation("add", (Operation("sin", (one,)), X)) for one in operands))
    written = sum(1 for token in tokens(printed(nested)) if token.text not in ("(", ")", ",", ""))
    assert printed_size(nested) == written


@pytest.mark.parametrize(("place", "times"), [(0, 3), (1, 3), (2, 2), (3, 2)])
def test_cases_are_typeset_with_their_conditions_and_their_mean(place: int, times: int) -> None:
    plain = (X, Y, A, B)
    longer = tuple(Operation("sin", (one,)) if index == place else one for index, one in enumerate(plain))
    assert printed_size(Operation("piecewise", plain)) == 15
    assert printed_size(Operation("piecewise", longer)) == 15 + times


def test_shared_parts_count_each_time() -> None:
    tree = parse("x + 1", ("x", "y"))
    for _ in range(5):
        tree = Operation("multiply", (tree, tree))
    assert printed_size(tree) == 32 * 3 + 31
    assert printed_size(gradient(parse("x*y", ("x", "y")), ("x", "y"))[0]) == 1
