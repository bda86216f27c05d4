"""The request to make a data set from an archive."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from app.datasets.charsets import Charset, charset_named
from app.datasets.member_names import cleaned
from app.requests.base import Form
from app.requests.limits import MaxCharacters

UNNAMED = "Own images"


def _named(text: Any) -> Any:
    return (cleaned(text) or UNNAMED) if isinstance(text, str) else text


def _charset(text: Any) -> Any:
    return charset_named(text) if isinstance(text, str) else text


class DatasetRequest(Form):
    """The fields of the form besides the file."""

    name: Annotated[str, MaxCharacters("max_name_length"), BeforeValidator(_named)] = Field(
        UNNAMED, description="The displayed name of the data set.", examples=["Pets"]
    )
    charset: Annotated[Charset | None, BeforeValidator(_charset)] = Field(
        None,
        description="The encoding of names in the archive that do not declare theirs; guessed by default.",
        examples=["cp949"],
    )
