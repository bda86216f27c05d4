"""Random expressions for property tests, as texts, and their values to 50 digits by SymPy."""

from collections.abc import Callable, Mapping
from typing import Any

import sympy
from hypothesis import strategies as st

from app.language.expressions import Expression, Name, Number, Operation
from app.language.faults import LanguageError
from app.language.operations import FUNCTIONS
from app.language.parser import parse

X, Y = sympy.symbols("x y", real=True)
_NAMES: Mapping[str, Any] = {"x": X, "y": Y, "pi": sympy.pi, "e": sympy.E}
_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "add": lambda u, v: u + v,
    "subtract": lambda u, v: u - v,
    "multiply": lambda u, v: u * v,
    "divide": lambda u, v: u / v,
    "power": lambda u, v: u**v,
    "negate": lambda u: -u,
    "sigmoid": lambda u: 1 / (1 + sympy.exp(-u)),
    "log2": lambda u: sympy.log(u, 2),
    "log10": lambda u: sympy.log(u, 10),
    "hypot": lambda u, v: sympy.sqrt(u**2 + v**2),
}

SMOOTH_FUNCTIONS = ("exp", "sin", "cos", "sinh", "cosh", "tanh", "atan", "sigmoid")
POSITIVE_FUNCTIONS = ("sqrt", "log", "log2", "log10")

_leaves = st.sampled_from(["x", "y", "x", "y", "pi", "2", "0.5", "3", "1.25"])


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda parts: "({} {} {})".format(*parts)),
        st.tuples(inner, st.sampled_from([2, 3, 4, -1])).map(lambda parts: "({} + 0.1)**{}".format(*parts)),
        st.tuples(st.sampled_from(SMOOTH_FUNCTIONS), inner).map(lambda parts: "{}({}/3)".format(*parts)),
        st.tuples(st.sampled_from(POSITIVE_FUNCTIONS), inner).map(lambda parts: "{}(1 + ({})**2)".format(*parts)),
        st.tuples(inner, inner).map(lambda parts: "({})/(2 + ({})**2)".format(*parts)),
        st.tuples(inner, inner).map(lambda parts: "hypot({}, 1 + {}**2)".format(*parts)),
        inner.map("-{}".format),
    )


def _is_accepted(text: str) -> bool:
    """Whether the parser takes a text; it refuses constants that overflow, such as towers of exp."""
    try:
        parse(text, ("x", "y"))
    except LanguageError:
        return False
    return len(text) <= 300


smooth_texts = st.recursive(_leaves, _combined, max_leaves=8).filter(_is_accepted)
"""Texts that are smooth and defined nearly everywhere."""

coordinates = st.floats(-2, 2).map(lambda value: round(value, 3))


def exact(text: str) -> Any:
    """The expression in SymPy, with every decimal taken as the double it stands for."""
    return _exact(parse(text, ("x", "y")))


def _exact(tree: Expression) -> Any:
    match tree:
        case Number(value):
            return sympy.Rational(*value.as_integer_ratio())
        case Name(name):
            return _NAMES[name]
        case Operation(operation, operands):
            function = _OPERATIONS.get(operation) or getattr(sympy, operation)
            return function(*map(_exact, operands))


def value_at(expression: Any, x: float, y: float) -> float | None:
    """The value, computed to 50 digits and rounded to a double; None where it is not a finite real number."""
    point = {symbol: sympy.Rational(*value.as_integer_ratio()) for symbol, value in ((X, x), (Y, y))}
    number = sympy.N(expression.subs(point), 50)
    return float(number) if number.is_finite and number.is_real else None


HOSTILE_NUMBERS = (
    "0",
    "-0",
    "1e-400",
    "1e308",
    "-1e308",
    "5e-324",
    "1e-300",
    "1e17",
    "(1/2)",
    "(1/3)",
    "-1",
    "17",
    "e",
)

_hostile_leaves = st.one_of(st.sampled_from(["x", "y"]), st.sampled_from(HOSTILE_NUMBERS))


def _hostile(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    ones = [name for name, count in FUNCTIONS.items() if count == 1]
    twos = [name for name, count in FUNCTIONS.items() if count == 2]
    return st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "/", "**"]), inner).map(
            lambda parts: "({}){}({})".format(*parts)
        ),
        st.tuples(st.sampled_from(ones), inner).map(lambda parts: "{}({})".format(*parts)),
        st.tuples(st.sampled_from(twos), inner, inner).map(lambda parts: "{}({}, {})".format(*parts)),
        inner.map("-({})".format),
    )


hostile_texts = st.recursive(_hostile_leaves, _hostile, max_leaves=6).filter(lambda text: len(text) <= 300)
"""Any text of the grammar, with numbers at which arithmetic faults."""
