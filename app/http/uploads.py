"""Files that visitors send: one a request, held in memory and forgotten with the answer."""

from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.routing import BaseRoute

from app.http.problems import ProblemError, coded_problem, field_problem, retry_later
from app.instance import current_settings, one_per_instance
from app.scheduling.reception import GivenUpError, Reception, ReceptionMemory
from app.settings import Settings

Form = TypeVar("Form", bound=BaseModel)


@one_per_instance
def _memory() -> ReceptionMemory:
    return ReceptionMemory(current_settings().upload_memory)


_MAX_FIELDS = 40


IMAGE_FORMATS = "PNG, JPEG, WebP, GIF, BMP or TIFF."
"""The formats of images that are accepted."""


@dataclass(frozen=True)
class UploadForm:
    """A multipart form of a file and other fields: how the schema shows it, and what it may take.

    Attributes:
        model: the other fields.
        file: the name of the field with the file.
        description: of the file.
        max_bytes: the setting that limits the body.
        seconds: the setting that limits the time until the answer.
        example: of the other fields.
    """

    model: type[BaseModel]
    file: str
    description: str
    max_bytes: str
    seconds: str = "request_seconds"
    example: Mapping[str, object] | None = None

    def request_body(self) -> dict[str, Any]:
        """The form as an object of OpenAPI, with the limits of the running application."""
        schema = self.model.model_json_schema()
        schema.pop("$defs", None)
        file = {"type": "string", "format": "binary", "description": self.description}
        schema |= {"properties": {self.file: file, **schema["properties"]}, "required": [self.file]}
        if self.example is not None:
            schema["example"] = self.example
        return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


@dataclass(frozen=True)
class UploadLimits:
    """The limits of a request with a file.

    Attributes:
        max_bytes: of its body.
        seconds: until its answer.
    """

    max_bytes: int
    seconds: float


Endpoint = TypeVar("Endpoint", bound=Callable[..., Awaitable[Any]])

UPLOAD_FORMS: dict[Callable[..., Awaitable[Any]], UploadForm] = {}
"""The forms that endpoints take."""


def takes_form(form: UploadForm) -> Callable[[Endpoint], Endpoint]:
    """Have the schema say which form an endpoint reads from its request, and the form's limits hold for its route."""

    def take(endpoint: Endpoint) -> Endpoint:
        UPLOAD_FORMS[endpoint] = form
        return endpoint

    return take


def upload_limits(routes: Iterable[BaseRoute], settings: Settings) -> dict[str, UploadLimits]:
    """The limits of the routes that take forms, by their paths."""
    limits = {}
    for route in routes:
        if isinstance(route, APIRoute) and route.endpoint in UPLOAD_FORMS:
            form = UPLOAD_FORMS[route.endpoint]
            limits[route.path] = UploadLimits(getattr(settings, form.max_bytes), getattr(settings, form.seconds))
    return limits


class InMemoryParser(MultiPartParser):
    """Reads multipart bodies without ever writing a file to the disk: no body may be larger than what it keeps."""

    def __init__(self, request: Request, body: AsyncGenerator[bytes, None]) -> None:
        _, options = parse_options_header(request.headers["content-type"])
        boundary = options.get(b"boundary")
        super().__init__(_form_headers(boundary), self._watched(body), max_files=1, max_fields=_MAX_FIELDS)
        settings = current_settings()
        self.spool_max_size = max(settings.max_image_body_bytes, settings.max_archive_body_bytes)
        self._delimiter = b"--" + (boundary or b"")
        self._is_closed = False
        self._beyond = bytearray()

    def on_end(self) -> None:
        """Take note of the closing boundary."""
        self._is_closed = True

    async def parse(self) -> FormData:
        """The form, whole.

        Raises:
            MultiPartException: it is none, or some of it would be dropped.
        """
        form = await super().parse()
        if not self._is_closed:
            raise MultiPartException("It breaks off: its closing boundary is missing.")
        if self._delimiter in self._beyond:
            raise MultiPartException("It goes on after its closing boundary.")
        return form

    async def _watched(self, stream: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        """The body, of which what follows the closing boundary is kept."""
        closing, before = b"\r\n" + self._delimiter + b"--", b"\r\n"
        async for chunk in stream:
            was_closed = self._is_closed
            yield chunk
            if was_closed:
                self._beyond += chunk
            elif self._is_closed:
                self._beyond += (before + chunk).partition(closing)[2]
            before = chunk[-len(closing) :]


def _form_headers(boundary: bytes | None) -> Headers:
    """The header of a form in UTF-8 (RFC 7578), whatever charset its client declares: Python remembers every name of an
    encoding that it is asked for, and some take the square of a text's length."""
    parameter = "" if boundary is None else f'; boundary="{boundary.decode("latin-1")}"'
    return Headers({"content-type": f"multipart/form-data{parameter}"})


@dataclass(frozen=True)
class Upload:
    """A file, and the form's other fields as they were typed."""

    content: bytes
    fields: Mapping[str, str]


@dataclass(frozen=True)
class ReceivedUpload(Upload):
    """One that counts as in memory, and may be given up while it waits.

    Attributes:
        reception: set ``is_worked_on`` once it is no longer to be given up.
    """

    reception: Reception


async def read_upload(request: Request, name: str, max_bytes: int) -> Upload:
    """The file of ``received_upload``, for what needs it for a short time only."""
    async with received_upload(request, name, max_bytes) as upload:
        return upload


@asynccontextmanager
async def received_upload(request: Request, name: str, max_bytes: int) -> AsyncIterator[ReceivedUpload]:
    """The file of ``max_bytes`` in the field ``name`` of a multipart form. What the client calls it is of no interest.

    Raises:
        ProblemError: 415 for another kind of body, 422 without the file or for a form of which some would be dropped,
            413 if the file is larger than is taken, 503 if there is no room for it as long as it is received or waits.
        RequestValidationError: a field is sent more than once.
    """
    try:
        with _memory().reception() as reception:
            upload = await _read(request, _counted(request.stream(), reception), name, max_bytes)
            yield ReceivedUpload(upload.content, upload.fields, reception)
    except GivenUpError as error:
        raise retry_later("More files are being sent than there is room for, and most of them from here") from error


async def _counted(stream: AsyncGenerator[bytes, None], reception: Reception) -> AsyncGenerator[bytes, None]:
    async for chunk in stream:
        _memory().add(reception, len(chunk))
        yield chunk


async def _read(request: Request, body: AsyncGenerator[bytes, None], name: str, max_bytes: int) -> Upload:
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        raise ProblemError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send a multipart/form-data body with the file in the field {name}."
        )
    try:
        form = await InMemoryParser(request, body).parse()
    except MultiPartException as error:
        raise ProblemError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"The body is no multipart form of one file and {_MAX_FIELDS} fields at most. {error.message}",
        ) from error
    _check_names(form)
    file = form.get(name)
    if not isinstance(file, UploadFile):
        raise field_problem(name, "A file is required here.")
    content = await file.read()
    fields = {key: value for key, value in form.items() if isinstance(value, str)}
    if len(content) > max_bytes:
        raise too_large(name, max_bytes)
    return Upload(content, fields)


def _check_names(form: FormData) -> None:
    """Refuse a form in which a field is more than once: which one is meant cannot be known.

    Raises:
        RequestValidationError: it names the field.
    """
    counts = Counter(name for name, _ in form.multi_items())
    errors = [
        {"type": "sent_again", "loc": ("body", name), "msg": "Must be sent once."}
        for name, count in counts.items()
        if count > 1
    ]
    if errors:
        raise RequestValidationError(errors, body=dict(counts))


def too_large(name: str, max_bytes: int) -> ProblemError:
    """The problem of a file in the field ``name`` that is too large."""
    megabytes = f"{max_bytes / 1e6:g}"
    message = f"The file is too large: at most {megabytes} MB."
    return coded_problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, name, "large_file", message, megabytes=megabytes)


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
