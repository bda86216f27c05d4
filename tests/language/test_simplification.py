"""Constructors that simplify: every one has the value of the plain operation, and the form that reads best."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language import simplification
from app.language.compilation import compile_scalars
from app.language.expressions import Expression, Name, Number, Operation
from app.language.printing import text as printed
from app.language.simplification import (
    add,
    divide,
    halved,
    limit_product,
    multiply,
    negate,
    piecewise,
    power,
    ratio,
    subtract,
)

X, Y = Name("x"), Name("y")
NUMBERS = st.sampled_from([-3.0, -2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 4.0, 6.0]).map(Number)
BUILDERS: dict[str, Callable[..., Expression]] = {
    name: getattr(simplification, name) for name in ("add", "subtract", "multiply", "divide", "limit_product")
}
Built = tuple[Expression, Expression]
"""An expression that was simplified as it was built, and the same without."""


def _built(inner: st.SearchStrategy[Built]) -> st.SearchStrategy[Built]:
    def combined(name: str, u: Built, v: Built) -> Built:
        return BUILDERS[name](u[0], v[0]), Operation(name, (u[1], v[1]))

    def negated(u: Built) -> Built:
        return negate(u[0]), Operation("negate", (u[1],))

    return st.builds(combined, st.sampled_from(sorted(BUILDERS)), inner, inner) | inner.map(negated)


leaves = (NUMBERS | st.sampled_from([X, Y])).map(lambda leaf: (leaf, leaf))


@given(st.recursive(leaves, _built, max_leaves=8))
def test_what_is_simplified_has_the_same_value(built: Built) -> None:
    ours, plain = compile_scalars(built, ("x", "y"))(0.7, -1.3)
    if math.isfinite(plain):
        assert ours == pytest.approx(plain, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (add(Number(0.0), X), "x"),
        (add(X, Number(0.0)), "x"),
        (add(Number(2.0), Number(3.0)), "5"),
        (add(X, negate(Y)), "x - y"),
        (add(negate(X), Y), "y - x"),
        (add(X, Number(-2.0)), "x - 2"),
        (add(X, multiply(Number(-2.0), Y)), "x - 2*y"),
        (subtract(Number(0.0), X), "-x"),
        (subtract(X, Number(0.0)), "x"),
        (subtract(Number(2.0), Number(3.0)), "-1"),
        (subtract(X, negate(Y)), "x + y"),
        (subtract(X, Number(-2.0)), "x + 2"),
        (negate(subtract(X, Y)), "y - x"),
        (negate(Number(2.0)), "-2"),
        (negate(negate(X)), "x"),
        (negate(multiply(Number(2.0), X)), "-2*x"),
        (multiply(Number(0.0), X), "0"),
        (multiply(X, Number(0.0)), "0"),
        (multiply(X, Number(1.0)), "x"),
        (multiply(Number(1.0), X), "x"),
        (multiply(X, Number(2.0)), "2*x"),
        (multiply(Number(2.0), multiply(Number(3.0), X)), "6*x"),
        (multiply(negate(X), negate(Y)), "x*y"),
        (multiply(negate(X), Y), "-(x*y)"),
        (multiply(Number(0.5), Number(2.0)), "1"),
        (multiply(Number(2.0), Number(3.0)), "6"),
        (multiply(Number(-1.0), X), "-x"),
        (divide(Number(0.0), X), "0"),
        (divide(X, Number(1.0)), "x"),
        (divide(multiply(Number(6.0), X), Number(2.0)), "3*x"),
        (divide(multiply(Number(2.0), X), Number(6.0)), "2*x/6"),
        (divide(multiply(Number(3.0), X), Number(2.0)), "3*x/2"),
        (divide(multiply(Number(3.0), X), Number(0.0)), "3*x/0"),
        (divide(negate(X), Y), "-(x/y)"),
        (divide(multiply(Number(-2.0), X), Y), "-(2*x/y)"),
        (power(X, Number(0.0)), "1"),
        (power(X, Number(1.0)), "x"),
        (power(X, Number(2.0)), "x**2"),
        (ratio(Number(0.0), X), "0"),
        (piecewise(X, Y, Number(2.0), Number(2.0)), "2"),
        (piecewise(X, Y, X, X), "x"),
    ],
)
def test_forms(expression: Expression, expected: str) -> None:
    assert printed(expression) == expected


def test_half_of_an_even_factor_and_of_no_other() -> None:
    half = halved(multiply(Number(6.0), X))
    assert half is not None
    assert printed(half) == "3*x"
    assert halved(multiply(Number(3.0), X)) is None
    assert halved(X) is None


@pytest.mark.parametrize("u", [Number(1e200), multiply(Number(1e200), X)])
def test_what_overflows_or_underflows_is_not_folded(u: Expression) -> None:
    for factor in (1e200, 1e-300):
        product = multiply(multiply(Number(factor), X), Number(1e-100) if factor < 1 else u)
        assert isinstance(product, Operation)
        assert not isinstance(product, Number)
        assert all(not isinstance(part, Number) or part.value not in (0.0, math.inf) for part in product.operands)
    assert isinstance(add(Number(1e308), Number(1e308)), Operation)
    assert isinstance(subtract(Number(-1e308), Number(1e308)), Operation)


def test_a_product_with_limits_keeps_them_unless_a_factor_is_a_number() -> None:
    product = limit_product(multiply(Number(2.0), X), multiply(Number(-3.0), Y))
    assert isinstance(product, Operation)
    factor, rest = product.operands
    assert isinstance(factor, Number)
    assert isinstance(rest, Operation)
    assert (product.operation, factor.value, rest.operation) == ("multiply", -6.0, "limit_product")
    assert printed(limit_product(Number(2.0), X)) == "2*x"
    assert printed(limit_product(X, Number(2.0))) == "2*x"
    vanishing = limit_product(multiply(Number(1e-300), X), multiply(Number(1e-300), Y))
    assert isinstance(vanishing, Operation)
    assert vanishing.operation == "limit_product"
    assert isinstance(ratio(X, Y), Operation)


def test_cases_that_differ_stay() -> None:
    for above, below in ((X, Y), (Number(1.0), Number(2.0)), (Number(1.0), X), (X, Number(1.0))):
        cases = piecewise(X, Y, above, below)
        assert isinstance(cases, Operation)
        assert cases.operation == "piecewise"
