"""Limits of fields that come from the server's settings.

A request is checked against the settings of its own application, whose schema states them. Use them as annotations:
``Annotated[int, Field(ge=1), AtMost("max_steps")]``.
"""

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
class AtMost:
    """A limit: a setting bounds the number from above."""

    setting: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "maximum": _setting(self.setting)}

    def _checked(self, value: float) -> float:
        if value > _setting(self.setting):
            raise PydanticKnownError("less_than_equal", {"le": _setting(self.setting)})
        return value


@dataclass(frozen=True)
class AtLeast:
    """A limit: a setting bounds the number from below."""

    setting: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "minimum": _setting(self.setting)}

    def _checked(self, value: float) -> float:
        if value < _setting(self.setting):
            raise PydanticKnownError("greater_than_equal", {"ge": _setting(self.setting)})
        return value


@dataclass(frozen=True)
class Within:
    """A limit: a setting bounds the absolute value of the number."""

    setting: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        bound = _setting(self.setting)
        return {**handler(schema), "minimum": -bound, "maximum": bound}

    def _checked(self, value: float) -> float:
        bound = _setting(self.setting)
        if value > bound:
            raise PydanticKnownError("less_than_equal", {"le": bound})
        if value < -bound:
            raise PydanticKnownError("greater_than_equal", {"ge": -bound})
        return value


@dataclass(frozen=True)
class MaxEntries:
    """A limit: a setting bounds the length of the list; the entries of a longer list are not validated."""

    setting: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "maxItems": _setting(self.setting)}

    def _checked(self, value: Any) -> Any:
        limit = _setting(self.setting)
        if isinstance(value, list) and len(value) > limit:
            raise PydanticKnownError(
                "too_long", {"field_type": "List", "max_length": limit, "actual_length": len(value)}
            )
        return value


@dataclass(frozen=True)
class MaxCharacters:
    """A limit: a setting bounds the length of the text."""

    setting: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "maxLength": _setting(self.setting)}

    def _checked(self, value: str) -> str:
        limit = _setting(self.setting)
        if len(value) > limit:
            raise PydanticKnownError("string_too_long", {"max_length": limit})
        return value


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
