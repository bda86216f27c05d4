"""The base classes of all request models, strict but accepting whole numbers as programs write them; and digests."""

import hashlib
import re
from collections.abc import Callable
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

LARGEST_EXACT = 2**53
"""The largest integer up to which every integer has its own floating-point number."""

_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{0,40})?([eE][+ -]?[0-9]{1,4})?")
"""A number in an address; a plus sign arrives as a blank unless it is written as %2B."""
_NO_SCHEMAS = frozenset({"metadata", "serialization", "config", "default", "expected"})
"""Entries of pydantic's schemas that contain no schema of a validated value."""

Reading = Callable[[Any], Any]


def whole(value: Any) -> Any:
    """Convert a float with an integer value to the integer; return anything else unchanged.

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
    """Convert a number in the text of a form or an address to an integer, like ``whole``."""
    if not (isinstance(value, str) and _NUMBER.fullmatch(value)):
        return value
    number = value.replace(" ", "+")
    return int(number) if number.lstrip("+-").isdecimal() else whole(float(number))


WholeInText = Annotated[int, Field(strict=True), BeforeValidator(whole_in_text)]
"""A whole number in an address."""


def with_whole_numbers(schema: CoreSchema, reading: Reading) -> CoreSchema:
    """Change a schema so that every integer in it, at any depth, may be written in any of these ways.

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
    """An immutable model that rejects unknown fields, numbers in disguise (``true``, ``"5"``), NaN and infinities.

    Whole numbers may be written with a decimal point or an exponent.
    """

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return with_whole_numbers(handler(source), whole)


class Form(BaseModel):
    """An immutable model of a form, all of whose fields are texts; it rejects unknown fields.

    Whole numbers may be written with a decimal point or an exponent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return with_whole_numbers(handler(source), whole_in_text)


def digest_of(content: Any) -> str:
    """Digest JSON content to 32 hexadecimal digits, which differ if the content does."""
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]
