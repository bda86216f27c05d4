"""Where expressions may be infinite."""

import pytest

from app.language.expressions import Operation
from app.language.finiteness import Finiteness
from app.language.parser import parse


@pytest.mark.parametrize(
    ("text", "slow", "poles"),
    [
        ("x**2 + 3*y", True, False),
        ("x/2", True, False),
        ("x**0.5", True, False),
        ("x/y", False, True),
        ("x/0", False, True),
        ("x**-1", False, True),
        ("x**0", False, True),
        ("x**y", False, True),
        ("log(x)", False, True),
        ("exp(x)", False, False),
        ("sin(exp(x))", False, False),
        ("sin(x)*tanh(y)", True, False),
    ],
)
def test_judgements(text: str, slow: bool, poles: bool) -> None:
    finiteness = Finiteness()
    tree = parse(text, ("x", "y"))
    for _ in range(2):
        assert finiteness.grows_slowly(tree) is slow
        assert finiteness.may_have_poles(tree) is poles


def test_shared_parts_are_examined_once() -> None:
    tree = parse("x + y", ("x", "y"))
    for _ in range(100):
        tree = Operation("multiply", (tree, tree))
    assert Finiteness().grows_slowly(tree)
