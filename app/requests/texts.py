"""The requests to check typed losses and update rules."""

from pydantic import Field

from app.language.rules import MAX_SOURCE_LENGTH
from app.language.tokens import MAX_TEXT_LENGTH
from app.requests.base import Strict


class ExpressionRequest(Strict):
    """A loss of your own."""

    expression: str = Field(
        description="The loss in x and y, as docs/language.md describes it.",
        json_schema_extra={"maxLength": MAX_TEXT_LENGTH},
    )


class RuleRequest(Strict):
    """An update rule of your own."""

    source: str = Field(
        description="Assignments, one on each line, as docs/language.md describes them.",
        json_schema_extra={"maxLength": MAX_SOURCE_LENGTH},
    )
