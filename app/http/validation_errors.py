"""From pydantic's errors to the field at fault and what it allows, without a word of what was sent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field

MAX_SHOWN = 20
"""A list of 4,096 faulty points is told as its first few faults."""

PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
DISCRIMINATORS = ("kind", "id", "rule")
UNKNOWN_NAME = "(unknown)"

MESSAGES = {
    "missing": "This field is required.",
    "extra_forbidden": "There is no such field here.",
    "finite_number": "Must be a finite number.",
    "float_parsing": "Must be a number.",
    "bool_type": "Must be true or false.",
    "int_type": "Must be a whole number.",
    "int_from_float": "Must be a whole number.",
    "int_parsing": "Must be a whole number.",
    "float_type": "Must be a number.",
    "string_type": "Must be a text.",
    "string_unicode": "Must be a text in Unicode.",
    "list_type": "Must be a list.",
    "tuple_type": "Must be a list.",
    "dict_type": "Must be an object.",
    "model_type": "Must be an object.",
    "model_attributes_type": "Must be an object.",
    "dataclass_type": "Must be an object.",
    "none_required": "Must be null.",
}
"""Our words for pydantic's error types that name Python's types."""

TEMPLATES = {
    "union_tag_not_found": "Needs {discriminator} to say which kind it is.",
    "union_tag_invalid": "{discriminator} must be one of {expected_tags}.",
    "literal_error": "Must be {expected}.",
    "json_invalid": "The body is not JSON: {error}.",
    "string_pattern_mismatch": "Must be of the form {pattern}.",
    "too_short": "Must have {min_length} or more entries.",
    "too_long": "Must have {max_length} entries at most.",
    "string_too_short": "Must have {min_length} or more characters.",
    "string_too_long": "Must have {max_length} characters at most.",
}
"""Our words for error types that say what is allowed; the braces name entries of pydantic's context."""

Location = Sequence[str | int]


class FieldError(BaseModel):
    """One field of a request that cannot be accepted."""

    location: str = Field(description="The field, as in `optimizers[1].learning_rate`.")
    message: str = Field(description="Values that the field accepts.")
    position: int | None = Field(None, description="Of a text: where the fault is, in characters from 0.")
    code: str | None = Field(None, description="Which fault it is, for clients that tell it in their own words.")
    values: dict[str, str | int] | None = Field(None, description="Values that the message of a `code` mentions.")


def field_errors(errors: Sequence[Mapping[str, Any]], body: object) -> list[FieldError]:
    """Pydantic's ``errors`` about ``body``, at most ``MAX_SHOWN`` of them."""
    return [FieldError(location=location_of(error, body), message=message_of(error)) for error in errors[:MAX_SHOWN]]


def location_of(error: Mapping[str, Any], body: object) -> str:
    """The path to the faulty field, without the names of union members that pydantic weaves into it."""
    source, *path = error["loc"]
    if error["type"] == "json_invalid":
        return ""
    if source == "header":
        return str(path[0])
    if source == "body":
        path = list(_steps(path, body))
    return "".join(_segment(step) for step in path).removeprefix(".")


def message_of(error: Mapping[str, Any]) -> str:
    """Return a sentence on the values that the field accepts."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing" and error["loc"] == ("body",):
        return "The request needs a JSON body."
    if kind in MESSAGES:
        return MESSAGES[kind]
    if kind in TEMPLATES:
        return TEMPLATES[kind].format_map(context)
    message: str = error["msg"].removeprefix("Value error, ").replace("Input should", "Must", 1)
    message = message.replace("Must be a valid", "Must be a", 1)
    return message if message.endswith((".", "!", "?")) else f"{message}."


def _segment(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if PLAIN_NAME.fullmatch(step) else f".{UNKNOWN_NAME}"


def _steps(path: Location, body: object) -> Iterator[str | int]:
    """The steps of ``path`` that lead through ``body``; the others name members of a union."""
    value, tags = body, _tags(body)
    for position, step in enumerate(path):
        last = position == len(path) - 1
        if isinstance(value, dict) and step in tags:
            tags.remove(step)
        elif isinstance(value, dict) and isinstance(step, str) and (step in value or last):
            yield step
            value = value.get(step)
            tags = _tags(value)
        elif isinstance(value, list) and isinstance(step, int):
            yield step
            value = value[step] if step < len(value) else None
            tags = _tags(value)


def _tags(value: object) -> list[object]:
    """The names under which pydantic may have chosen a union's member for ``value``, each used once."""
    return [value.get(name) for name in DISCRIMINATORS] if isinstance(value, dict) else []
