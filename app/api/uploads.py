"""Files that visitors send: one a request, held in memory and forgotten with the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.api.problems import Problem, field_problem
from app.settings import settings

_MOST_FIELDS = 40


class InMemoryParser(MultiPartParser):
    """Reads multipart bodies without ever writing a file to the disk: no body may be larger than what it keeps."""

    spool_max_size = settings.max_upload_bytes


@dataclass(frozen=True)
class Upload:
    """A file, and the form's other fields as they were typed."""

    content: bytes
    fields: Mapping[str, str]


async def read_upload(request: Request, name: str) -> Upload:
    """The file in the field ``name`` of a multipart form. What the client calls the file is of no interest.

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
    if len(content) > settings.max_image_bytes:
        raise too_large()
    return Upload(content, fields)


def too_large() -> Problem:
    """What a file is told that is larger than is taken."""
    megabytes = settings.max_image_bytes / 1e6
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The file is too large: at most {megabytes:g} MB.")
