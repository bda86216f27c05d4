"""The grammar: the texts that it accepts, their meaning, and the faults of all others."""

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.language.compilation import compile_scalars
from app.language.expressions import Expression, Name, Number, Operation
from app.language.faults import LanguageError
from app.language.parser import MAX_DEPTH, parse


def value(text: str, x: float = 0.0, y: float = 0.0) -> float:
    return compile_scalars((parse(text, ("x", "y")),), ("x", "y"))(x, y)[0]


def shape(expression: Expression) -> object:
    """The tree as nested tuples, which compare by value."""
    match expression:
        case Number(number):
            return number
        case Name(name):
            return name
        case Operation(operation, operands):
            return (operation, *map(shape, operands))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-x**2", ("negate", ("power", "x", 2.0))),
        ("2**-1", ("power", 2.0, ("negate", 1.0))),
        ("2^x", ("power", 2.0, "x")),
        ("x**y**2", ("power", "x", ("power", "y", 2.0))),
        ("x - y - 1", ("subtract", ("subtract", "x", "y"), 1.0)),
        ("x/y/2", ("divide", ("divide", "x", "y"), 2.0)),
        ("-x*y", ("multiply", ("negate", "x"), "y")),
        ("x*-y", ("multiply", "x", ("negate", "y"))),
        ("+x", "x"),
        ("1 + 2*3", ("add", 1.0, ("multiply", 2.0, 3.0))),
        (" hypot( x , y ) ", ("hypot", "x", "y")),
        ("--x", ("negate", ("negate", "x"))),
        ("1.5e-3*.5", ("multiply", 0.0015, 0.5)),
        ("-2**-x**2", ("negate", ("power", 2.0, ("negate", ("power", "x", 2.0))))),
    ],
)
def test_precedence_and_association_are_those_of_python(text: str, expected: object) -> None:
    assert shape(parse(text, ("x", "y"))) == expected


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("x − 1", "x - 1"),
        ("x–y‐1", "x-y-1"),
        ("2×x·y⋅3∗x", "2*x*y*3*x"),
        ("x÷2 + y∕3", "x/2 + y/3"),
        ("\u00a0x\u2009+\u202fy\u3000", "x + y"),
        ("ｍａｘ（ｘ，１．５）＾２", "max(x,1.5)^2"),
        ("2*π*x", "2*pi*x"),
        ("-x²", "-x**2"),
        ("x⁻²", "x**-2"),
        ("x¹⁰", "x**10"),
        ("x²**3", "(x**2)**3"),
        ("x**y²", "x**(y**2)"),
        ("2**-x²", "2**-(x**2)"),
        ("sin(x)²", "sin(x)**2"),
        ("(x + y) ²", "(x + y)**2"),
    ],
)
def test_characters_that_can_mean_one_thing_only_are_read(text: str, plain: str) -> None:
    assert shape(parse(text, ("x", "y"))) == shape(parse(plain, ("x", "y")))


@pytest.mark.parametrize(
    ("text", "position", "character"),
    [
        ("x\u200b + 1", 1, "U+200B"),
        ("\ufeffx", 0, "U+FEFF"),
        ("x + \u0301", 4, "U+0301"),
        ("x\u3164", 1, "U+3164"),
        ("x\u2028+ 1", 1, "U+2028"),
        ("x − “y”", 4, "“"),
        ("π·√(x)", 2, "√"),
        ("х + 1", 0, "х (U+0445)"),
        ("x + ١", 4, "١ (U+0661)"),
    ],
)
def test_a_character_that_is_not_read_is_shown_at_its_place(text: str, position: int, character: str) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(text, ("x", "y"))
    assert (caught.value.position, caught.value.values) == (position, {"character": character})
    assert f"'{character}'" in caught.value.message


@pytest.mark.parametrize("text", ["2π", "πx", "x²y", "x²⁻¹", "²", "**²", "x**²", "⁻x"])
def test_signs_that_are_read_have_the_grammar_of_those_they_stand_for(text: str) -> None:
    with pytest.raises(LanguageError):
        parse(text, ("x", "y"))


def test_a_superscript_beyond_all_numbers_is_refused() -> None:
    with pytest.raises(LanguageError) as caught:
        parse(f"x{'⁹' * 400}", ("x",))
    assert caught.value.code == "number_too_large"


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        ("x**0", 0.0, 1.0),
        ("(x - 5)**3", 0.0, -125.0),
        ("tanh(200*x)", 50.0, 1.0),
        ("sigmoid(-1000)", 0.0, 0.0),
        ("sigmoid(x)", 1000.0, 1.0),
        ("sigmoid(x)", 0.0, 0.5),
        ("1/(1 + exp(-x))", -1000.0, 0.0),
        ("x**-2", 2.0, 0.25),
        ("floor(x)", -0.5, -1.0),
        ("min(x, 3) + max(x, 3)", 5.0, 8.0),
        ("log2(8) + log10(1000) + log(e)", 0.0, 7.0),
        ("atan2(x, -1)", 0.0, math.pi),
        ("2*pi", 0.0, 2 * math.pi),
    ],
)
def test_values_at_awkward_points(text: str, x: float, expected: float) -> None:
    assert value(text, x) == expected


@pytest.mark.parametrize(("text", "x"), [("sqrt(x)", -1.0), ("log(x)", -1.0), ("(x)**(1/3)", -8.0), ("asin(x)", 2.0)])
def test_nothing_is_ever_complex(text: str, x: float) -> None:
    assert math.isnan(value(text, x))


@pytest.mark.parametrize(
    ("text", "x", "expected"), [("1/x", 0.0, math.inf), ("exp(x)", 1e4, math.inf), ("log(x)", 0.0, -math.inf)]
)
def test_overflow_is_infinite(text: str, x: float, expected: float) -> None:
    assert value(text, x) == expected


@pytest.mark.parametrize(
    ("text", "position", "hint"),
    [
        ("", 0, "number, a name"),
        ("x +", 3, "number, a name"),
        ("(x", 2, "')'"),
        ("x y", 2, "operator"),
        ("2x", 1, "operator"),
        ("z + 1", 0, "Use x, y"),
        ("x + __import__", 4, "letters"),
        ("x.real", 1, "letters"),
        ("x[0]", 1, "letters"),
        ("lambda x: 1", 0, "Use x, y"),
        ("sin(x", 5, "')'"),
        ("hypot(x)", 7, "','"),
        ("sin", 3, "'('"),
        ("х + 1", 0, "letters"),
        ("1e999", 0, "1.8e308"),
        ("9**9**9**9", 4, "finite"),
        ("x + 1/0", 5, "finite"),
        ("log(-1)", 0, "finite"),
        ("(" * 51 + "x" + ")" * 51, 51, "50"),
        ("x" + "+x" * 300, 500, "500"),
        ("x := 1", 2, "letters"),
        ("'x'", 0, "letters"),
        ("x,y", 1, "operator"),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_works(text: str, position: int, hint: str) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(text, ("x", "y"))
    assert caught.value.position == position
    assert hint in caught.value.message


@pytest.mark.parametrize(
    "text", ["(" * 10_000, "-" * 499 + "x", "2**" * 160 + "x", "x" + "+x" * 100_000, "9**" * 99 + "9"]
)
def test_hostile_texts_are_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(LanguageError):
        parse(text, ("x", "y"))
    assert time.process_time() - began < 1.0


def test_the_longest_sum_and_product_are_accepted() -> None:
    assert value("x" + "+x" * 249, 1.0) == 250.0
    assert value("x" + "*x" * 249, 1.0) == 1.0


@given(st.text(alphabet="xyzet0123456789.+-*/^(), sincoplgqrmabhw_=:[]{}'\"\\#\n\tπх", max_size=80))
@settings(max_examples=400, deadline=None)
def test_any_text_is_either_an_expression_or_a_fault_within_it(text: str) -> None:
    position, value = 0, 0.0
    try:
        (value,) = compile_scalars((parse(text, ("x", "y")),), ("x", "y"))(0.5, -0.5)
    except LanguageError as fault:
        position = fault.position
    assert 0 <= position <= len(text)
    assert isinstance(value, float)


@pytest.mark.parametrize(("opening", "closing"), [("(", ")"), ("abs(", ")"), ("max(x, ", ")"), ("max(", ", x)")])
def test_what_is_nested_too_deep_is_refused(opening: str, closing: str) -> None:
    assert parse(MAX_DEPTH * opening + "x" + MAX_DEPTH * closing, ("x",))
    with pytest.raises(LanguageError) as refused:
        parse((MAX_DEPTH + 1) * opening + "x" + (MAX_DEPTH + 1) * closing, ("x",))
    assert refused.value.code == "too_deep"
