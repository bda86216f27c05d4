"""The bases of all models of requests: strict, but taking whole numbers as programs write them; and digests of them."""

import hashlib
import re
from collections.abc import Callable
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

LARGEST_EXACT = 2**53
"""From here on not every integer has a floating-point number of its own."""

_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{0,40})?([eE][+ -]?[0-9]{1,4})?")
"""A plus in an address arrives as a blank unless it is written as %2B."""
_NO_SCHEMAS = frozenset({"metadata", "serialization", "config", "default", "expected"})
"""Entries of pydantic's schemas that hold no schema of something that is validated."""

Reading = Callable[[Any], Any]


def whole(value: Any) -> Any:
    """The integer that a float stands for; anything else as it is.

    Raises:
        PydanticCustomError: the float is so large that it may stand for several integers.
    """
    if not (isinstance(value, float) and value.is_integer()):
        return value
    if abs(value) >= LARGEST_EXACT:
        raise PydanticCustomError(
            "whole_number_inexact", "A whole number this large must be written with all its digits, as an integer."
        )
    return int(value)


def whole_in_text(value: Any) -> Any:
    """The same of a number in a text, as forms and addresses hold it."""
    if not (isinstance(value, str) and _NUMBER.fullmatch(value)):
        return value
    number = value.replace(" ", "+")
    return int(number) if number.lstrip("+-").isdecimal() else whole(float(number))


WholeInText = Annotated[int, Field(strict=True), BeforeValidator(whole_in_text)]
"""A whole number in an address."""


def with_whole_numbers(schema: CoreSchema, reading: Reading) -> CoreSchema:
    """A schema in which every integer, wherever it stands, may be written in any of these ways.

    Args:
        reading: ``whole`` or ``whole_in_text``.
    """
    rewritten: CoreSchema = _rewritten(schema, reading)
    return rewritten


def _rewritten(part: Any, reading: Reading) -> Any:
    if isinstance(part, dict):
        if part.get("type") == "int":
            return core_schema.no_info_before_validator_function(reading, {**part, "strict": True})
        if part.get("type") == "literal" and any(type(value) is int for value in part["expected"]):
            return core_schema.no_info_before_validator_function(reading, part)
        if part.get("type") == "function-before" and part["function"]["function"] in (whole, whole_in_text):
            return part
        return {key: value if key in _NO_SCHEMAS else _rewritten(value, reading) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return type(part)(_rewritten(entry, reading) for entry in part)
    return part


class Strict(BaseModel):
    """Takes no unknown fields, no numbers in disguise (``true``, ``"5"``) and no NaN or infinity; immutable.

    Whole numbers may be written with a point or an exponent.
    """

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return with_whole_numbers(handler(source), whole)


class Form(BaseModel):
    """The fields of a form, all of which are texts: takes no unknown ones; immutable.

    Whole numbers may be written with a point or an exponent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return with_whole_numbers(handler(source), whole_in_text)


def digest_of(content: Any) -> str:
    """32 hexadecimal digits that differ where the content, made of what JSON knows, does."""
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]
