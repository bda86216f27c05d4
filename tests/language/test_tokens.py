"""Numbers in foreign notations, and their faults."""

import pytest

from app.language.expressions import Number
from app.language.faults import LanguageError
from app.language.parser import parse
from app.language.printing import text as printed
from app.language.rules import parse_rule


def fault(text: str) -> LanguageError:
    with pytest.raises(LanguageError) as caught:
        parse(text, ("x", "y"))
    return caught.value


@pytest.mark.parametrize(
    ("text", "position", "number"),
    [
        ("1,5*x", 1, "1.5"),
        ("x**0,5", 4, "0.5"),
        (",5*x", 0, "0.5"),
        ("x + ,5", 4, "0.5"),
        ("(1,5 + x)*2", 2, "1.5"),
        ("1,5e3*x", 1, "1.5e3"),
        ("0,001*x", 1, "0.001"),
        ("１，５*x", 1, "1.5"),
        ("10 000*x", 3, "10000"),
        ("1\u00a0000\u00a0000*x", 2, "1000000"),
        ("min(10 000, x)", 7, "10000"),
        ("1 000,5", 2, "1000.5"),
        ("1.000.000*x", 5, "1000000"),
        ("1.234,5*x", 5, "1234.5"),
        ("1,000.5*x", 1, "1000.5"),
        ("1,000,000", 1, "1000000"),
    ],
)
def test_it_is_told_as_it_is_written_here(text: str, position: int, number: str) -> None:
    found = fault(text)
    assert (found.position, found.code, found.values) == (position, "misspelt_number", {"number": number})
    here = parse(number, ())
    assert isinstance(here, Number)
    assert here.value == float(number)


def test_both_are_told_where_a_comma_may_be_that_of_decimals_or_of_thousands() -> None:
    found = fault("1,000*x")
    assert (found.code, found.values) == ("ambiguous_number", {"decimals": "1.000", "thousands": "1000"})


@pytest.mark.parametrize("text", ["2 3*x", "1.5 200", "x 5,3", "(x),5", "1,5,2", "1,", "2 x", "x,5"])
def test_what_is_no_number_anywhere_keeps_its_fault(text: str) -> None:
    assert fault(text).code == "expected_operator"


@pytest.mark.parametrize(("text", "position"), [("sin(1,5)", 5), ("max(1,2,3)", 7), ("max(0,5*x, 1)", 9)])
def test_a_comma_too_many_in_a_call_is_one_argument_too_many(text: str, position: int) -> None:
    found = fault(text)
    assert (found.position, found.code) == (position, "too_many_arguments")


def test_a_point_is_always_that_of_decimals_and_a_comma_in_a_call_separates() -> None:
    assert printed(parse("1.000*x", ("x",))) == printed(parse("1*x", ("x",)))
    assert printed(parse("min(1,5)", ())) == "min(1, 5)"


def test_the_same_in_a_rule() -> None:
    with pytest.raises(LanguageError) as caught:
        parse_rule("v = 0,9*v + g\nw = w - lr*v", ())
    assert (caught.value.position, caught.value.values) == (5, {"number": "0.9"})


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("$", "'$'"),
        ("«", "'«'"),
        ("é", "'é (U+00E9)'"),
        ("Ж", "'Ж (U+0416)'"),
        ("½", "'½ (U+00BD)'"),
        ("\u0301", "'U+0301'"),
        ("\u200b", "'U+200B'"),
        ("\x07", "'U+0007'"),
        ("\ue000", "'U+E000'"),
    ],
)
def test_an_unknown_character_is_named_so_that_it_can_be_recognized(character: str, named: str) -> None:
    assert fault(f"x + {character}").message.startswith(f"Unknown character {named}.")
