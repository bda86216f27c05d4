"""The bases of all models of requests."""

from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from app.runs.whole_numbers import whole, whole_in_text, with_whole_numbers


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
