"""The application class: FastAPI with our shape of errors in its schema, and with a layer around everything."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic.json_schema import models_json_schema
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.problems import ProblemDocument, problem_responses
from app.http.uploads import UPLOAD_FORMS
from app.instance import Instance

_, PROBLEM_SCHEMA = models_json_schema(
    [(ProblemDocument, "serialization")], ref_template="#/components/schemas/{model}"
)

ANYWHERE = problem_responses(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.MISDIRECTED_REQUEST,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.NOT_IMPLEMENTED,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.HTTP_VERSION_NOT_SUPPORTED,
)
"""The problems that any request may meet, whatever it asks for."""
ANYWHERE[HTTPStatus.SERVICE_UNAVAILABLE]["headers"] = {
    "Retry-After": {"description": "After how many seconds to try again.", "schema": {"type": "integer"}}
}
WITH_BODY = problem_responses(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
"""Those that a request with a body may meet besides."""


class Application(FastAPI):
    """Knows the problem documents that ``problems.problem_responses`` refers to, and which any request may meet."""

    def __init__(self, instance: Instance, outermost: Callable[[ASGIApp], ASGIApp], **options: Any) -> None:
        """Make an application.

        Args:
            instance: whose settings requests are checked against.
            outermost: wraps everything, the framework's answers to failures included.
            options: those of FastAPI.
        """
        super().__init__(**options)
        self._instance = instance
        self._outermost = outermost

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or live, with the application's own settings."""
        with self._instance.current():
            await super().__call__(scope, receive, send)

    def build_middleware_stack(self) -> ASGIApp:
        """The application with all layers around it."""
        return self._outermost(super().build_middleware_stack())

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI schema of every resource."""
        with self._instance.current():
            schema = super().openapi()
            for route in self.routes:
                if isinstance(route, APIRoute) and route.endpoint in UPLOAD_FORMS:
                    for method in route.methods or ():
                        operation = schema["paths"][route.path_format][method.lower()]
                        operation["requestBody"] = UPLOAD_FORMS[route.endpoint].request_body()
            components = schema["components"]
            components["schemas"] |= PROBLEM_SCHEMA["$defs"]
            components["responses"] = {
                f"Problem{status}": problem for status, problem in (ANYWHERE | WITH_BODY).items()
            }
            for operations in schema["paths"].values():
                for operation in operations.values():
                    problems = ANYWHERE | WITH_BODY if "requestBody" in operation else ANYWHERE
                    shared = {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in problems}
                    operation["responses"] = dict(sorted((shared | operation["responses"]).items()))
        return schema
