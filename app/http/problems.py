"""Errors as RFC 9457 problem documents, for answers, for streams and for the schema."""

import random
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from app.http.validation_errors import FieldError, field_errors
from app.instance import current_settings
from app.logs import logger_of
from app.requests.faulty_text import FaultyTextError

MEDIA_TYPE = "application/problem+json"
logger = logger_of(__name__)


class ProblemDocument(BaseModel):
    """The content of every answer with a status of 400 or more."""

    type: str = Field(description="A URI that names the kind of problem.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="The fault, its place, and what would be accepted.")
    errors: list[FieldError] | None = Field(None, description="The fields at fault, if any is.")
    position: int | None = Field(None, description="Where the fault is in a text that was typed, in characters from 0.")


class ProblemError(Exception):
    """A request that cannot be answered; raised anywhere below a route, answered as a problem document."""

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        errors: list[FieldError] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers

    def document(self) -> ProblemDocument:
        """The problem as it is sent."""
        return ProblemDocument(
            type="about:blank",
            title=self.status.phrase,
            status=self.status,
            detail=self.detail,
            errors=self.errors,
            position=self.errors[0].position if self.errors else None,
        )

    def response(self) -> Response:
        """The problem as a whole answer."""
        return Response(
            self.document().model_dump_json(exclude_none=True),
            status_code=self.status,
            headers=self.headers,
            media_type=MEDIA_TYPE,
        )


def field_problem(location: str, message: str, code: str | None = None) -> ProblemError:
    """A 422 about one field, for what only the mathematics or the disk can find out.

    Args:
        code: which fault it is, if clients tell it in their words.
    """
    return ProblemError(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"{location}: {message}",
        errors=[FieldError(location=location, message=message, code=code)],
    )


def coded_problem(status: HTTPStatus, location: str, code: str, message: str, **values: str | int) -> ProblemError:
    """A problem with one field, with a code by which clients may tell it in their own words."""
    return ProblemError(
        status, message, errors=[FieldError(location=location, message=message, code=code, values=values or None)]
    )


def text_problem(faulty: FaultyTextError) -> ProblemError:
    """A 422 about a text that is not of the little language, and where in it."""
    fault = faulty.fault
    return ProblemError(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"{faulty.location}, position {fault.position}: {fault.message}",
        errors=[
            FieldError(
                location=faulty.location,
                message=fault.message,
                position=fault.position,
                code=fault.code,
                values=fault.values or None,
            )
        ],
    )


def problem_responses(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """Make the ``responses`` of a route, so that the schema lists the problems it may answer."""
    return {
        int(status): {
            "description": status.phrase,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
        }
        for status in statuses
    }


def install_problem_handlers(app: FastAPI) -> None:
    """Make every error that leaves a route of ``app`` a problem document."""

    @app.exception_handler(ProblemError)
    async def answer_problem(request: Request, problem: ProblemError) -> Response:
        return problem.response()

    @app.exception_handler(FaultyTextError)
    async def answer_faulty_text(request: Request, faulty: FaultyTextError) -> Response:
        return text_problem(faulty).response()

    @app.exception_handler(RequestValidationError)
    async def answer_validation_error(request: Request, error: RequestValidationError) -> Response:
        return validation_problem(error).response()

    @app.exception_handler(ClientDisconnect)
    async def note_gone_client(request: Request, error: ClientDisconnect) -> Response:
        logger.warning("A client went before its request had arrived.")
        return Response(status_code=HTTPStatus.BAD_REQUEST)

    @app.exception_handler(HTTPException)
    async def answer_http_exception(request: Request, error: HTTPException) -> Response:
        return http_problem(error).response()

    @app.exception_handler(Exception)
    async def answer_unexpected(request: Request, error: Exception) -> Response:
        return ProblemError(
            HTTPStatus.INTERNAL_SERVER_ERROR, "The server failed to answer; it has noted why."
        ).response()


def validation_problem(error: RequestValidationError) -> ProblemError:
    """The fields that a request got wrong, and what each allows; nothing of what was sent."""
    errors = field_errors(error.errors(), error.body)
    first = errors[0]
    detail = f"{first.location}: {first.message}" if first.location else first.message
    if len(errors) > 1:
        detail += f" (the first of {len(errors)} faults)"
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=errors)


DETAILS = {
    HTTPStatus.BAD_REQUEST: "The body could not be read as JSON in UTF-8.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address; /api/docs lists what there is.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take this method; /api/docs lists what it takes.",
}
"""Our words for what the framework refuses by itself."""


def http_problem(error: HTTPException) -> ProblemError:
    """A refusal that was raised as an HTTP exception."""
    status = HTTPStatus(error.status_code)
    return ProblemError(status, DETAILS.get(status, error.detail), headers=error.headers)


def busy() -> ProblemError:
    """The problem of a request that finds no place."""
    return retry_later(f"{current_settings().concurrent_runs} streams are open, which is all the server takes at once")


def retry_later(reason: str) -> ProblemError:
    """A 503 that suggests a wait, another to each visitor."""
    wait = random.randint(current_settings().min_retry_seconds, current_settings().max_retry_seconds)
    return ProblemError(
        HTTPStatus.SERVICE_UNAVAILABLE, f"{reason}. Try again in {wait} s.", headers={"Retry-After": str(wait)}
    )
