"""Trees printed as text and as MathML."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from app.language.derivatives import gradient
from app.language.mathml import assignments_mathml, math_element, mathml
from app.language.parser import parse
from app.language.printing import text as printed
from app.language.rules import parse_rule
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


@given(smooth_texts)
@settings(max_examples=50, deadline=None)
def test_mathml_is_well_formed_even_for_derivatives(text: str) -> None:
    tree = parse(text, ("x", "y"))
    for expression in (tree, *gradient(tree, ("x", "y"))):
        ElementTree.fromstring(math_element(mathml(expression)))


def plain(element: ElementTree.Element) -> str:
    return "".join(element.itertext()).replace("\u2062", "").replace("\u2061", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100*(y - x**2)**2", "100(y−x2)2"),
        ("2*3", "2·3"),
        ("pi*x", "πx"),
        ("-(x + 1)", "−(x+1)"),
        ("log(x)", "ln(x)"),
        ("1e-7", "10−7"),
        ("abs(x) + floor(y)", "|x|+⌊y⌋"),
        ("(-2)**2", "(−2)2"),
        ("x - (y - 1)", "x−(y−1)"),
    ],
)
def test_mathml_reads_as_a_person_would_write(text: str, expected: str) -> None:
    assert plain(ElementTree.fromstring(math_element(mathml(parse(text, ("x", "y")))))) == expected


def test_a_rule_prints_as_a_table_of_assignments() -> None:
    program = parse_rule("v = momentum*v + g\nw = w - lr*v", ("momentum",))
    table = ElementTree.fromstring(math_element(assignments_mathml(program.assignments)))
    rows = [plain(row) for row in table.iter("{http://www.w3.org/1998/Math/MathML}mtr")]
    assert rows == ["v←μv+g", "w←w−ηv"]
