"""Limits of fields that come from the server's settings.

A request is checked against the settings of its own application, whose schema states them. Use them as annotations:
``Annotated[int, Field(ge=1), AtMost("max_steps")]``.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from app.instance import current_settings


def _setting(name: str) -> Any:
    return getattr(current_settings(), name)


@dataclass(frozen=True)
class _Limit(ABC):
    """An annotation that checks a value against a setting when the value is otherwise valid."""

    setting: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), **self.described(_setting(self.setting))}

    def checked(self, value: Any) -> Any:
        """Return the value.

        Raises:
            PydanticKnownError: the limit does not allow it.
        """
        self.check(value, _setting(self.setting))
        return value

    @abstractmethod
    def check(self, value: Any, limit: Any) -> None:
        """Raise PydanticKnownError for a value that the limit does not allow."""

    @abstractmethod
    def described(self, limit: Any) -> dict[str, Any]:
        """Return the keywords of JSON schema that state the limit."""


class AtMost(_Limit):
    """A number that a setting bounds from above."""

    def check(self, value: float, limit: float) -> None:
        if value > limit:
            raise PydanticKnownError("less_than_equal", {"le": limit})

    def described(self, limit: float) -> dict[str, Any]:
        return {"maximum": limit}


class AtLeast(_Limit):
    """A number that a setting bounds from below."""

    def check(self, value: float, limit: float) -> None:
        if value < limit:
            raise PydanticKnownError("greater_than_equal", {"ge": limit})

    def described(self, limit: float) -> dict[str, Any]:
        return {"minimum": limit}


class Within(_Limit):
    """A number whose absolute value a setting bounds."""

    def check(self, value: float, limit: float) -> None:
        if value > limit:
            raise PydanticKnownError("less_than_equal", {"le": limit})
        if value < -limit:
            raise PydanticKnownError("greater_than_equal", {"ge": -limit})

    def described(self, limit: float) -> dict[str, Any]:
        return {"minimum": -limit, "maximum": limit}


class MaxCharacters(_Limit):
    """A text whose length a setting bounds."""

    def check(self, value: str, limit: int) -> None:
        if len(value) > limit:
            raise PydanticKnownError("string_too_long", {"max_length": limit})

    def described(self, limit: int) -> dict[str, Any]:
        return {"maxLength": limit}


class MaxEntries(_Limit):
    """A list whose length a setting bounds; the entries of a longer one are not validated."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.checked, handler(source))

    def check(self, value: Any, limit: int) -> None:
        if isinstance(value, list) and len(value) > limit:
            context = {"field_type": "List", "max_length": limit, "actual_length": len(value)}
            raise PydanticKnownError("too_long", context)

    def described(self, limit: int) -> dict[str, Any]:
        return {"maxItems": limit}


def default_from(make: Callable[[], Any], **options: Any) -> Any:
    """Make a field whose default depends on the settings; the schema states the default.

    Args:
        make: computes the default.
        options: further options of pydantic's `Field`.
    """

    def say(schema: JsonSchemaValue) -> None:
        schema["default"] = make()

    return Field(default_factory=make, json_schema_extra=say, **options)


Seed = Annotated[int, Field(ge=0), AtMost("max_seed")]
"""The seed of random numbers."""
