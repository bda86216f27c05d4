"""Trees typeset as MathML."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from app.language.derivatives import gradient
from app.language.expressions import Expression, Name, Operation
from app.language.mathml import assignments_mathml, math_element, mathml, name_mathml
from app.language.parser import parse
from app.language.rules import parse_rule
from tests.language.expressions import smooth_texts

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
VARIABLES = ("x", "y")


@given(smooth_texts)
@settings(max_examples=50, deadline=None)
def test_mathml_is_well_formed_even_for_derivatives(text: str) -> None:
    tree = parse(text, ("x", "y"))
    for expression in (tree, *gradient(tree, ("x", "y"))):
        ElementTree.fromstring(math_element(mathml(expression)))


def typeset(expression: Expression) -> str:
    """The MathML written on one line as TeX would: x^{2}, x_{1}, \\frac{1}{2}, \\sqrt{x}, \\cases{…}."""
    return _tex(ElementTree.fromstring(math_element(mathml(expression))))


def _tex(element: ElementTree.Element) -> str:
    inner = [_tex(child) for child in element]
    match element.tag.removeprefix(NAMESPACE):
        case "msup":
            return f"{inner[0]}^{{{inner[1]}}}"
        case "msub":
            return f"{inner[0]}_{{{inner[1]}}}"
        case "mfrac":
            return f"\\frac{{{inner[0]}}}{{{inner[1]}}}"
        case "msqrt":
            return f"\\sqrt{{{''.join(inner)}}}"
        case "mtable":
            return f"\\cases{{{'; '.join(inner)}}}"
        case "mtr":
            return ", ".join(inner)
    return (element.text or "").replace("\u2062", "").replace("\u2061", "") + "".join(inner)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100*(y - x**2)**2", "100(y−x^{2})^{2}"),
        ("2*3", "2·3"),
        ("x*2**y", "x·2^{y}"),
        ("x*(2/y)", r"x·\frac{2}{y}"),
        ("(x + 1)*(2*y)", "(x+1)·2y"),
        ("x*y", "xy"),
        ("pi*x", "πx"),
        ("-(x + 1)", "−(x+1)"),
        ("-x*y", "−xy"),
        ("-(x*y)", "−xy"),
        ("x*-2", "x(−2)"),
        ("x*-y", "x(−y)"),
        ("x*(-y*2)", "x(−y·2)"),
        ("x + -y", "x+(−y)"),
        ("x - -2", "x−(−2)"),
        ("x + (-y + 2)", "x+(−y+2)"),
        ("-x + y", "−x+y"),
        ("-2*x", "−2x"),
        ("x/-y", r"\frac{x}{−y}"),
        ("x**-2", "x^{−2}"),
        ("x + (y + 1)", "x+y+1"),
        ("x - (y - 1)", "x−(y−1)"),
        ("x - (y + 1)", "x−(y+1)"),
        ("(x - y) - 1", "x−y−1"),
        ("x - y*2", "x−y·2"),
        ("x/(y + 1)", r"\frac{x}{y+1}"),
        ("exp(x)", "e^{x}"),
        ("exp(-x**2)", "e^{−x^{2}}"),
        ("x**e", "x^{e}"),
        ("(x*y)**2", "(xy)^{2}"),
        ("(x**y)**2", "(x^{y})^{2}"),
        ("(x/y)**2", r"(\frac{x}{y})^{2}"),
        ("exp(x)**2", "(e^{x})^{2}"),
        ("sin(x)**2", "(sin(x))^{2}"),
        ("sqrt(x)**2", r"(\sqrt{x})^{2}"),
        ("abs(x)**2", "|x|^{2}"),
        ("x**(y + 1)", "x^{y+1}"),
        ("sqrt(x + y)", r"\sqrt{x+y}"),
        ("log(x)", "ln(x)"),
        ("log2(x) + log10(y)", "log_{2}(x)+log_{10}(y)"),
        ("asin(x) + acos(x) + atan(x)", "arcsin(x)+arccos(x)+arctan(x)"),
        ("atan2(y, x)", "atan2(y,x)"),
        ("sigmoid(x) + sign(y)", "σ(x)+sgn(y)"),
        ("abs(x) + floor(y)", "|x|+⌊y⌋"),
        ("1e-7", "10^{−7}"),
        ("1e20", "10^{20}"),
        ("2.5e-7*x", "2.5×10^{−7}x"),
        ("(-2)**2", "(−2)^{2}"),
        ("0.5", "0.5"),
    ],
)
def test_it_reads_as_a_person_would_write(text: str, expected: str) -> None:
    assert typeset(parse(text, VARIABLES)) == expected


def test_a_derivative_with_cases_names_all_three() -> None:
    (by_x, _) = gradient(parse("max(x, 3*y)", VARIABLES), VARIABLES)
    assert typeset(by_x) == r"{\cases{1, x>3y; 0, x<3y; \frac{1}{2}, x=3y}"


def test_the_mean_of_two_cases_is_written_out() -> None:
    cases = Operation("piecewise", (Name("x"), Name("y"), Name("a"), Name("b")))
    assert typeset(cases) == r"{\cases{a, x>y; b, x<y; \frac{a+b}{2}, x=y}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("w", "w"),
        ("w1", "w_{1}"),
        ("beta2", "β_{2}"),
        ("v_10", "v_{10}"),
        ("lr", "η"),
        ("rate", "rate"),
        ("a1b", "a1b"),
    ],
)
def test_names_are_greek_where_that_is_customary_and_end_in_an_index(name: str, expected: str) -> None:
    assert _tex(ElementTree.fromstring(math_element(name_mathml(name)))) == expected


def test_a_rule_is_a_table_of_assignments() -> None:
    program = parse_rule("v = momentum*v + g\nw = w - lr*v", ("momentum",))
    table = ElementTree.fromstring(math_element(assignments_mathml(program.assignments)))
    assert _tex(table) == r"\cases{v, ←, μv+g; w, ←, w−ηv}"
