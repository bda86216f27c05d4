"""Derivatives against SymPy's, and the conventions at kinks."""

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from sympy import exp

from app.language.compilation import compile_arrays, compile_scalars
from app.language.derivatives import derivative, gradient, hessian
from app.language.expressions import Number, postorder
from app.language.faults import LanguageError
from app.language.mathml import mathml
from app.language.parser import parse
from app.language.printing import text as printed
from tests.language.expressions import X, Y, coordinates, exact, hostile_texts, smooth_texts, value_at

VARIABLES = ("x", "y")


def evaluate(expressions: tuple, x: float, y: float) -> tuple[float, ...]:  # type: ignore[type-arg]
    return compile_scalars(expressions, VARIABLES)(x, y)


@given(smooth_texts, coordinates, coordinates)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_value_gradient_and_hessian_agree_with_sympy(text: str, x: float, y: float) -> None:
    tree, oracle = parse(text, VARIABLES), exact(text)
    ours = evaluate((tree, *gradient(tree, VARIABLES), *sum(hessian(tree, VARIABLES), ())), x, y)
    partials = [oracle.diff(symbol) for symbol in (X, Y)]
    curvatures = [partial.diff(symbol) for partial in partials for symbol in (X, Y)]
    theirs = [value_at(expression, x, y) for expression in (oracle, *partials, *curvatures)]
    assume(all(value is not None and abs(value) < 1e12 for value in theirs))
    scale = max(1.0, *(abs(value) for value in theirs if value is not None))
    for mine, reference in zip(ours, theirs, strict=True):
        assert reference is not None
        assert mine == pytest.approx(reference, rel=1e-9, abs=1e-11 * scale)


@pytest.mark.parametrize("function", ["tan", "asin", "acos", "atan2"])
def test_the_remaining_functions_agree_with_sympy(function: str) -> None:
    text = f"{function}(x/3, y + 2)" if function == "atan2" else f"{function}(x*y/3)"
    tree, oracle = parse(text, VARIABLES), exact(text)
    ours = evaluate(gradient(tree, VARIABLES), 0.7, -0.4)
    assert ours == pytest.approx([value_at(oracle.diff(symbol), 0.7, -0.4) for symbol in (X, Y)], rel=1e-12)


@pytest.mark.parametrize(
    ("text", "x", "y", "expected"),
    [
        ("abs(x)", 0.0, 0.0, (0.0, 0.0)),
        ("abs(x)", -2.0, 0.0, (-1.0, 0.0)),
        ("max(x, y)", 1.0, 1.0, (0.5, 0.5)),
        ("max(x, y)", 2.0, 1.0, (1.0, 0.0)),
        ("min(x, y)", 2.0, 1.0, (0.0, 1.0)),
        ("sqrt(x**2 + y**2)", 0.0, 0.0, (0.0, 0.0)),
        ("hypot(x, y)", 0.0, 0.0, (0.0, 0.0)),
        ("hypot(x, y)", 3.0, 4.0, (0.6, 0.8)),
        ("(x**2 + y**2)**0.5", 0.0, 0.0, (0.0, 0.0)),
        ("(x**2 + y**2)**(1/2)", 0.0, 0.0, (0.0, 0.0)),
        ("sqrt(x**2 + y**2)", 1e-200, 0.0, (0.0, 0.0)),
        ("sqrt(x**4 + y**4)", 8.8e-82, 8.8e-82, (0.0, 0.0)),
        ("(x**4)**(1/4)", 1e-100, 0.0, (0.0, 0.0)),
        ("acos(cos(x))", 0.0, 0.0, (0.0, 0.0)),
        ("acos(1 - x**2)", 0.0, 0.0, (0.0, 0.0)),
        ("asin(cos(x*y))", 0.0, 1.0, (0.0, 0.0)),
        ("x*sqrt(x)", 0.0, 0.0, (0.0, 0.0)),
        ("y*sqrt(x)", 0.0, 0.0, (0.0, 0.0)),
        ("sqrt(x)*y", 0.0, 0.0, (0.0, 0.0)),
        ("x**(0*y)", 0.0, 1.0, (0.0, 0.0)),
        ("log(x)**y", 1.0, 1.0, (1.0, 0.0)),
        ("tan(x)**y", 0.0, 2.0, (0.0, 0.0)),
        ("sinh(x)**(y - y + 1)", 0.0, 1.0, (1.0, 0.0)),
        ("log(x)**(2**(y - y))", 1.0, 2.0, (1.0, 0.0)),
        ("x**(y - y)", 0.0, 1.0, (0.0, 0.0)),
        ("(x**2 + y**2)**(pi/pi/4)", 0.0, 0.0, (0.0, 0.0)),
        ("abs(x)**y", 0.0, 0.5, (0.0, 0.0)),
        ("abs(x)**y", 0.0, 2.0, (0.0, 0.0)),
        ("x**y", 0.0, 2.0, (0.0, 0.0)),
        ("x**y", 0.0, 1.0, (1.0, 0.0)),
        ("min(x**2, exp(10*x))", 5.0, 0.0, (10.0, 0.0)),
        ("min(x**2, exp(10*x))", 3.5, 0.0, (7.0, 0.0)),
        ("min(100, exp(x**2))", 30.0, 0.0, (0.0, 0.0)),
        ("max(-exp(x**2), min(y, x))", 40.0, 3.0, (0.0, 1.0)),
        ("max(x**2, 2*x)", 2.0, 0.0, (3.0, 0.0)),
        ("floor(x) + sign(y)", 0.3, 0.3, (0.0, 0.0)),
        ("x**y", 2.0, 3.0, (12.0, 8.0 * math.log(2.0))),
        ("5", 1.0, 1.0, (0.0, 0.0)),
    ],
)
def test_slopes_at_kinks_and_constants(text: str, x: float, y: float, expected: tuple[float, float]) -> None:
    assert evaluate(gradient(parse(text, VARIABLES), VARIABLES), x, y) == pytest.approx(expected, abs=1e-300)


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("sigmoid(x)", 40.0),
        ("sigmoid(x)", -300.0),
        ("tanh(x)", 20.0),
        ("tanh(x)", -40.0),
        ("1/(1 + exp(-x))", -400.0),
        ("exp(x)/(1 + exp(x))", -30.0),
        ("exp(-exp(x))", 6.0),
    ],
)
def test_small_slopes_keep_their_digits(text: str, x: float) -> None:
    """Compared with the derivative to 50 digits, where the obvious formulas lose all of their digits."""
    expected = value_at(exact(text).diff(X).rewrite(exp), x, 0.0)
    assert expected is not None
    assert expected != 0.0
    assert evaluate(gradient(parse(text, VARIABLES), VARIABLES), x, 0.0)[0] == pytest.approx(expected, rel=1e-12, abs=0)


@pytest.mark.parametrize(
    ("text", "x", "y", "expected"),
    [
        ("log10(1e308*x)", 1.0, 0.0, (0.4342944819032518, 0.0)),
        ("log2(1e308*x)", 1.0, 0.0, (1.4426950408889634, 0.0)),
        ("log(hypot(exp(x), 1))", 400.0, 0.0, (1.0, 0.0)),
        ("hypot(exp(x), exp(y))", 400.0, 400.0, (3.6921366253922447e173, 3.6921366253922447e173)),
        ("hypot(1e160*x, y)", 1.0, 1.0, (1e160, 1e-160)),
        ("hypot(x**27, y)", 1e6, 1.0, (2.7e157, 1e-162)),
        ("hypot(x**2, y**2)", 1e-110, 0.0, (2e-110, 0.0)),
        ("atan2(exp(x), exp(y))", 400.0, 400.0, (0.5, -0.5)),
        ("atan2(1e-200*x, 1e-200*y)", 1.0, 1.0, (0.5, -0.5)),
        ("(1 + exp(-x))**-1", -400.0, 0.0, (1.9151695967140057e-174, 0.0)),
        ("cosh(x)**-1", 400.0, 0.0, (-3.8303391934280114e-174, 0.0)),
        ("exp(x)**-1", -400.0, 0.0, (-5.221469689764144e173, 0.0)),
        ("exp(x)**-0.5", -600.0, 0.0, (-9.71213197620628e129, 0.0)),
        ("exp(x)**y", -400.0, -1.0, (-5.221469689764144e173, -2.0885878759056574e176)),
        ("asin(x)", 1.0 - 2.0**-40, 0.0, (741455.2001896338, 0.0)),
    ],
)
def test_nothing_within_a_slope_overflows_or_vanishes_before_it_does(
    text: str, x: float, y: float, expected: tuple[float, float]
) -> None:
    assert evaluate(gradient(parse(text, VARIABLES), VARIABLES), x, y) == pytest.approx(expected, rel=1e-12, abs=0)


def test_a_run_that_comes_to_a_cusp_stays_there() -> None:
    partials = gradient(parse("sqrt(x**4 + y**4)", VARIABLES), VARIABLES)
    x = y = 1.0
    for _ in range(400):
        by_x, by_y = evaluate(partials, x, y)
        x, y = x - 0.3 * by_x, y - 0.3 * by_y
    assert abs(x) == abs(y) < 1e-80


@pytest.mark.parametrize("text", ["exp(-exp(x))", "1/(1 + exp(x))", "tanh(exp(x))", "sigmoid(exp(x))", "atan(exp(x))"])
def test_slopes_vanish_where_the_inner_function_overflows(text: str) -> None:
    tree = parse(text, VARIABLES)
    expressions = (tree, *gradient(tree, VARIABLES))
    loss, *partials = evaluate(expressions, 800.0, 0.0)
    assert math.isfinite(loss)
    assert partials == [0.0, 0.0]
    with np.errstate(all="ignore"):
        arrays = compile_arrays(expressions, VARIABLES)(np.array([800.0]), np.array([0.0]))
    assert [float(np.broadcast_to(value, 1)[0]) for value in arrays] == [loss, 0.0, 0.0]


@pytest.mark.parametrize("text", ["exp(-1/x**2)", "tanh(1/x**2)", "exp(-1/x**2 - 1/y**2)"])
def test_slopes_vanish_where_the_function_is_flat_to_all_orders(text: str) -> None:
    assert evaluate(gradient(parse(text, VARIABLES), VARIABLES), 0.0, 1.0) == (0.0, 0.0)


@pytest.mark.parametrize(
    "text", ["x/0", "x/0 + y", "x/1e-400", "x/0.5", "y/(0*x)", "(1e200*x)*1e200", "x*1e308 + x*1e308"]
)
def test_derivatives_by_numbers_that_fault_are_left_to_the_evaluation(text: str) -> None:
    tree = parse(text, VARIABLES)
    for partial in (*gradient(tree, VARIABLES), *sum(hessian(tree, VARIABLES), ())):
        assert all(math.isfinite(node.value) for node in postorder(partial) if isinstance(node, Number))
        assert printed(partial)


@pytest.mark.parametrize(
    ("text", "by_x"),
    [
        ("(1 - x)**2 + 100*(y - x**2)**2", "-2*(1 - x) - 400*((y - x**2)*x)"),
        ("-x**2", "-2*x"),
        ("3*x + 2", "3"),
        ("sqrt(x**2 + y**2)", "x/sqrt(x**2 + y**2)"),
        ("exp(-x)", "-exp(-x)"),
        ("x**2 + exp(-x**2)", "2*x - 2*(exp(-x**2)*x)"),
        ("y/(1 + x**2)", "-(2*(y*x)/(1 + x**2)**2)"),
        ("atan(x*y)", "y/(1 + (x*y)**2)"),
        ("(x**2 + y**2)**(1/2)", "x/(x**2 + y**2)**0.5"),
        ("x**-2", "-2*x**-3"),
        ("sigmoid(x)", "sigmoid(x)*sigmoid(-x)"),
        ("max(x, y)", "(1 + sign(x - y))/2"),
        ("min(x**2, y)", "(1 + sign(y - x**2))*x"),
    ],
)
def test_derivatives_read_well(text: str, by_x: str) -> None:
    assert printed(derivative(parse(text, VARIABLES), "x")) == by_x


def test_the_longest_product_keeps_its_derivatives_small() -> None:
    product = parse("x" + "*x" * 249, VARIABLES)
    second = hessian(product, VARIABLES)
    assert sum(1 for _ in postorder(*second[0])) < 5000


@given(hostile_texts)
@settings(max_examples=300)
def test_every_text_is_differentiated_and_printed(text: str) -> None:
    try:
        tree = parse(text, VARIABLES)
    except LanguageError:
        return
    derivatives = gradient(tree, VARIABLES)
    curvatures = hessian(tree, VARIABLES)
    for expression in (*derivatives, *sum(curvatures, ())):
        assert "inf" not in printed(expression)
        assert mathml(expression)
    scalars = compile_scalars((tree, *derivatives), VARIABLES)
    arrays = compile_arrays((tree, *derivatives), VARIABLES)
    for x, y in ((0.0, 1e6), (-0.0, 40.0), (1.0, -3.0), (-1.0, 2.0), (0.5, 0.5)):
        scalars(x, y)
        with np.errstate(all="ignore"):
            arrays(np.array([x]), np.array([y]))
