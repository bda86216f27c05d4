"""Update rules as texts."""

import pytest

from app.language.expressions import Name
from app.language.faults import LanguageError
from app.language.printing import text as printed
from app.language.rules import parse_rule


def test_a_name_read_before_it_is_assigned_is_state() -> None:
    program = parse_rule("v = 0.9*v + g\nhat = v/(1 - 0.9**t)\nw = w - lr*hat", ())
    assert program.states == ("v",)


def test_a_name_read_in_an_earlier_line_than_assigned_is_state() -> None:
    assert parse_rule("w = w - lr*last\nlast = g", ()).states == ("last",)


def test_signs_as_papers_print_them_are_read() -> None:
    pasted = parse_rule("v ＝ momentum·v + g²\n\u00a0w = w − lr×v", ("momentum",))
    assert [(name, printed(value)) for name, value in pasted.assignments] == [
        ("v", "momentum*v + g**2"),
        ("w", "w - lr*v"),
    ]


def test_one_step_in_terms_of_what_was_before() -> None:
    program = parse_rule("v = 0.9*v + g\nw = w - lr*v", ())
    after = program.advanced({name: Name(name) for name in ("w", "g", "lr", "t", "v")})
    assert {name: printed(value) for name, value in after.items()} == {
        "w": "w - lr*(0.9*v + g)",
        "v": "0.9*v + g",
    }


@pytest.mark.parametrize(
    ("source", "position", "hint"),
    [
        ("v = g", 5, "w = w - lr*g"),
        ("w = w - lr*q", 11, "Unknown name"),
        ("v = g\nw = w -", 13, "number, a name"),
        ("g = 1\nw = w - g", 0, "cannot be assigned"),
        ("sin = 1\nw = w", 0, "cannot be assigned"),
        ("lr = 1\nw = w", 0, "cannot be assigned"),
        ("w - lr*g", 0, "assignment"),
        ("w = w\n" + "a = 1\n" * 20, 126, "at most 20"),
        ("__class__ = 1\nw = w", 0, "assignment"),
    ],
)
def test_a_fault_is_told_with_its_place_in_the_whole_text(source: str, position: int, hint: str) -> None:
    with pytest.raises(LanguageError) as caught:
        parse_rule(source, ())
    assert caught.value.position == position
    assert hint in caught.value.message


def test_windows_line_ends_and_blank_lines_do_not_matter() -> None:
    assert len(parse_rule("v = g\r\n\r\nw = w - lr*v\r\n", ()).assignments) == 2
