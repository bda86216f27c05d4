"""A whole number may be written with a point or an exponent; other and ambiguous numbers are refused."""

from typing import Any, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from app.requests.base import Form, Strict, WholeInText


class Inner(Strict):
    """A model inside of other models."""

    count: int


class Example(Strict):
    """A model with integers in every kind of place."""

    plain: int = 1
    optional: int | None = None
    listed: list[int] = Field([])
    named: dict[str, int] = Field({})
    paired: tuple[int, float] = (1, 1.0)
    chosen: Literal[2, 4] = 2
    inner: Inner | None = None
    real: float = 0.5


class ExampleForm(Form):
    """A form with integers as texts."""

    plain: int = 1
    optional: int | None = None
    chosen: Literal[2, 4] = 2
    inner: Inner | None = None


@pytest.mark.parametrize(
    ("field", "sent", "read"),
    [
        ("plain", 100.0, 100),
        ("plain", 1e5, 100_000),
        ("plain", -0.0, 0),
        ("plain", 2.0**53 - 1, 2**53 - 1),
        ("plain", 2**60 + 1, 2**60 + 1),
        ("optional", 3.0, 3),
        ("optional", None, None),
        ("listed", [1.0, 2], [1, 2]),
        ("named", {"a": 3.0}, {"a": 3}),
        ("paired", (1.0, 2.0), (1, 2.0)),
        ("chosen", 4.0, 4),
        ("inner", {"count": 7.0}, Inner(count=7)),
    ],
)
def test_every_notation_is_read(field: str, sent: object, read: object) -> None:
    value = getattr(Example.model_validate({field: sent}), field)
    assert value == read
    assert type(value) is type(read)


def test_numbers_that_need_not_be_whole_stay_as_they_are() -> None:
    example = Example.model_validate({"real": -0.0, "paired": (1, -0.0)})
    assert str(example.real) == str(example.paired[1]) == "-0.0"


@pytest.mark.parametrize("value", [True, "5", 1.5, float("inf"), float("nan"), 2.0**53, -1e300, [], {}])
@pytest.mark.parametrize("field", ["plain", "optional", "chosen"])
def test_what_is_no_whole_number_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Example.model_validate({field: value})


@pytest.mark.parametrize(
    ("text", "read"), [("8", 8), ("8.0", 8), ("8.", 8), ("1e3", 1000), ("1E+03", 1000), ("-2.50e1", -25), ("007", 7)]
)
def test_every_notation_is_read_in_a_text(text: str, read: int) -> None:
    assert ExampleForm.model_validate({"plain": text, "optional": text}) == ExampleForm(plain=read, optional=read)
    assert TypeAdapter(WholeInText).validate_python(text) == read


@pytest.mark.parametrize(
    "text", ["", "true", "1.5", "1e400", "1_0", " 8", "٣", "0x10", "9007199254740993.0", "9" * 5000, "nan", "e3", "."]
)
def test_a_text_that_is_no_whole_number_is_refused(text: str) -> None:
    for model in (ExampleForm, TypeAdapter(WholeInText)):
        with pytest.raises(ValidationError):
            validate(model, text)


def validate(model: Any, text: str) -> None:
    if isinstance(model, TypeAdapter):
        model.validate_python(text)
    else:
        model.model_validate({"plain": text})


def test_a_model_inside_of_a_form_keeps_its_own_rule() -> None:
    assert ExampleForm.model_validate({"inner": {"count": 2.0}}).inner == Inner(count=2)
    with pytest.raises(ValidationError):
        ExampleForm.model_validate({"inner": {"count": "2"}})


def test_the_schema_asks_for_integers() -> None:
    properties = Example.model_json_schema()["properties"]
    assert properties["plain"]["type"] == "integer"
    assert properties["listed"]["items"] == {"type": "integer"}
    assert properties["chosen"]["enum"] == [2, 4]


def test_a_large_number_is_told_how_to_be_written() -> None:
    with pytest.raises(ValidationError, match="all its digits"):
        Example.model_validate({"plain": 1e16})
