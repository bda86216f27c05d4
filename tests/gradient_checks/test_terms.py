"""The terms of a sum, and how they are written when they are scaled."""

import pytest

from app.gradient_checks.terms import scaled, terms
from app.language.parser import parse
from app.language.printing import text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x", [("x", 1)]),
        ("x - y + 2", [("x", 1), ("y", -1), ("2", 1)]),
        ("-(x - (y - 3*x))", [("x", -1), ("y", 1), ("3*x", -1)]),
        ("-2*(1 - x)", [("-2*(1 - x)", 1), ("1", -2), ("x", 2)]),
        ("(x + y)/4", [("(x + y)/4", 1), ("x", 0.25), ("y", 0.25)]),
        ("(x + y)*3", [("(x + y)*3", 1), ("x", 3), ("y", 3)]),
        ("2*(x - 1) - y", [("2*(x - 1)", 1), ("y", -1), ("x", 2), ("1", -2)]),
        ("x*(x + y)", [("x*(x + y)", 1)]),
        ("0*(x + y)", [("0*(x + y)", 1)]),
    ],
)
def test_terms(written: str, expected: list[tuple[str, float]]) -> None:
    found = [(text(term.expression), term.factor) for term in terms(parse(written, ("x", "y")))]
    assert found == expected


def test_a_sum_of_a_hundred_terms_needs_no_recursion() -> None:
    assert len(list(terms(parse("+".join(["x"] * 250), ("x",))))) == 250


@pytest.mark.parametrize(
    ("written", "factor", "expected"),
    [
        ("200*x*(y - x)", 2.0, "400*x*(y - x)"),
        ("-2*(1 - x)", -1.0, "2*(1 - x)"),
        ("x", 3.0, "3*x"),
        ("x", -1.0, "-x"),
        ("x*3", 1.0, "x*3"),
        ("5", 0.5, "2.5"),
        ("3*x/4", 2.0, "6*x/4"),
        ("sin(2*x)", 2.0, "2*sin(2*x)"),
    ],
)
def test_a_factor_joins_the_number_in_front(written: str, factor: float, expected: str) -> None:
    assert text(scaled(parse(written, ("x", "y")), factor)) == expected
