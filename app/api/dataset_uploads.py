"""A zip archive with a folder of images for each class becomes a data set."""

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Request
from pydantic import BeforeValidator, Field

from app.api.image_workers import read_archive
from app.api.line_stream import retry_later
from app.api.problems import Problem, field_problem
from app.api.uploads import form_of, read_upload
from app.datasets.assembly import UnfitClasses, assembled
from app.datasets.charsets import Charset
from app.datasets.image_archive import Limits, NotAZip, Part, Rejected, TooLarge, read_part
from app.datasets.member_names import WrongCharsetError
from app.datasets.names import cleaned
from app.runs.strict import Form
from app.scheduling.capacity import Capacity, OverCapacityError
from app.scheduling.threads import array_threads
from app.settings import settings
from app.studies.datasets import Entry, keep_upload

FILE = "archive"
UNNAMED = "Own images"

_places = Capacity(settings.concurrent_uploads, settings.yield_seconds)
_limits = Limits(
    settings.max_archive_members,
    settings.max_unpacked_bytes,
    settings.max_image_bytes,
    settings.max_image_pixels,
    settings.max_name_length,
)


def _named(text: Any) -> Any:
    return (cleaned(text) or UNNAMED) if isinstance(text, str) else text


def _charset(text: Any) -> Any:
    return text.lower().replace("_", "-") if isinstance(text, str) else text


class DatasetForm(Form):
    """The fields of the form beside the file."""

    name: Annotated[str, BeforeValidator(_named)] = Field(
        UNNAMED, max_length=settings.max_name_length, description="What people call the data set.", examples=["Pets"]
    )
    charset: Annotated[Charset | None, BeforeValidator(_charset)] = Field(
        None,
        description="Encoding of the names in the archive that do not say in which they are; guessed if left out.",
        examples=["cp949"],
    )


def form_schema() -> dict[str, Any]:
    """The form for OpenAPI, with its file."""
    schema = DatasetForm.model_json_schema()
    archive = {"type": "string", "format": "binary", "description": "A zip archive; each folder of images is a class."}
    return {**schema, "properties": {FILE: archive, **schema["properties"]}, "required": [FILE]}


async def uploaded(request: Request) -> tuple[Entry, list[Rejected]]:
    """The data set that a request brings, kept; and which members are no part of it.

    Raises:
        Problem: the archive cannot be read or kept, or other uploads take all places.
    """
    try:
        with _places.place():
            upload = await read_upload(request, FILE, settings.max_archive_bytes)
            form = form_of(upload.fields, DatasetForm)
            parts = await _parts(upload.content, form.charset)
            return await array_threads().run(_kept, form.name, parts)
    except OverCapacityError as error:
        raise retry_later("Other data sets are being uploaded") from error


async def _parts(content: bytes, charset: Charset | None) -> list[Part]:
    try:
        return await read_archive(partial(_part, content, charset))
    except WrongCharsetError as error:
        raise field_problem(
            "charset", "The names in the archive are no text in this encoding. Leave it out to have it guessed."
        ) from error
    except NotAZip as error:
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "The file is no zip archive, or is damaged or breaks off."
        ) from error
    except TooLarge as error:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(error)) from error


def _part(content: bytes, charset: Charset | None, part: int, parts: int) -> Part:
    return read_part(content, part, parts, _limits, charset)


def _kept(name: str, parts: Sequence[Part]) -> tuple[Entry, list[Rejected]]:
    try:
        split, rejected = assembled(parts, settings.max_classes)
    except UnfitClasses as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, _with_rejected(str(error), error.rejected)) from error
    try:
        return keep_upload(name, split), rejected
    except OSError as error:
        raise Problem(
            HTTPStatus.INSUFFICIENT_STORAGE,
            "The images were read, but the server's data directory cannot keep them: it is full, no folder, or may not "
            "be written to. Whoever runs the server can name another one in SLOPELAB_DATA.",
        ) from error


def _with_rejected(message: str, rejected: Sequence[Rejected]) -> str:
    if not rejected:
        return message
    return f"{message} Members rejected: {len(rejected):,}. The first: {rejected[0].reason}"
