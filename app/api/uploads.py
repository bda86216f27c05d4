"""Files that visitors send: one a request, held in memory and forgotten with the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.api.problems import Problem, field_problem
from app.settings import settings

Form = TypeVar("Form", bound=BaseModel)

_MOST_FIELDS = 40


class InMemoryParser(MultiPartParser):
    """Reads multipart bodies without ever writing a file to the disk: no body may be larger than what it keeps."""

    spool_max_size = max(settings.max_image_body_bytes, settings.max_archive_body_bytes)


@dataclass(frozen=True)
class Upload:
    """A file, and the form's other fields as they were typed."""

    content: bytes
    fields: Mapping[str, str]


async def read_upload(request: Request, name: str, most_bytes: int) -> Upload:
    """The file of ``most_bytes`` in the field ``name`` of a multipart form. What the client calls it is of no interest.

    Raises:
        Problem: 415 for another kind of body, 422 without the file, 413 if it is larger than is taken.
    """
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send a multipart/form-data body with the file in the field {name}."
        )
    parser = InMemoryParser(request.headers, request.stream(), max_files=1, max_fields=_MOST_FIELDS)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"The body is no multipart form of one file and {_MOST_FIELDS} fields at most.",
        ) from error
    file = form.get(name)
    if not isinstance(file, UploadFile):
        raise field_problem(name, "A file is required here.")
    content = await file.read()
    fields = {key: value for key, value in form.multi_items() if isinstance(value, str)}
    if len(content) > most_bytes:
        raise too_large(most_bytes)
    return Upload(content, fields)


def too_large(most_bytes: int) -> Problem:
    """What a file is told that is larger than is taken."""
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The file is too large: at most {most_bytes / 1e6:g} MB.")


def form_of(fields: Mapping[str, object], model: type[Form]) -> Form:
    """The form's fields beside the file, checked.

    Raises:
        RequestValidationError: a field is not as the model allows.
    """
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        errors = [{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]
        raise RequestValidationError(errors, body=fields) from error
