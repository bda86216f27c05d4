"""The degree of an expression as a polynomial."""

import math

import pytest

from app.language.degrees import degree
from app.language.parser import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", 0),
        ("a*sin(a)/pi", 0),
        ("max(a, 2)**a", 0),
        ("x", 1),
        ("-x + a", 1),
        ("x/a", 1),
        ("x*y", 2),
        ("(x - y)**2/2 - x", 2),
        ("x**(1 + 1)", 2),
        ("x**2*(1 - y)", 3),
        ("x**0 + y**1", 1),
        ("x**16", 16),
        ("x**3 - x**3", 3),
        ("1/x", math.inf),
        ("x**-1", math.inf),
        ("x**0.5", math.inf),
        ("x**a", math.inf),
        ("a**x", math.inf),
        ("abs(x)", math.inf),
        ("max(x, y)", math.inf),
        ("floor(x)", math.inf),
        ("0*log(x)", math.inf),
    ],
)
def test_the_degree_is_that_of_a_polynomial(text: str, expected: float) -> None:
    assert degree(parse(text, ("x", "y", "a")), ("x", "y")) == expected
