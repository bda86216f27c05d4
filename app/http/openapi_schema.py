"""The OpenAPI schema as FastAPI writes it, completed with what holds for every operation, and in version 3.2."""

from collections.abc import Iterable
from copy import deepcopy
from http import HTTPStatus
from typing import Any

from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.routing import BaseRoute

from app.http.line_stream import MEDIA_TYPE
from app.http.problems import ProblemDocument, problem_responses
from app.http.uploads import UPLOAD_FORMS

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
"""Further problems of requests with a body."""


NAMED_SCHEMAS = {"properties", "schemas", "responses", "paths"}
"""Keys whose values hold schemas, and what has schemas, by names that people chose."""
EXAMPLES = {"example", "examples"}


def complete(schema: dict[str, Any], routes: Iterable[BaseRoute], documented: Iterable[type[BaseModel]]) -> None:
    """Add to a schema the forms of uploads, the problems that any request may meet, and further models.

    Args:
        documented: models to which the schema refers without being the only answer of a route.
    """
    for route in routes:
        if isinstance(route, APIRoute) and route.endpoint in UPLOAD_FORMS:
            for method in route.methods or ():
                operation = schema["paths"][route.path_format][method.lower()]
                operation["requestBody"] = UPLOAD_FORMS[route.endpoint].request_body()
    components = schema["components"]
    models: list[type[BaseModel]] = [ProblemDocument, *documented]
    _, definitions = models_json_schema(
        [(model, "serialization") for model in models], ref_template="#/components/schemas/{model}"
    )
    components["schemas"] |= definitions["$defs"]
    components["responses"] = {f"Problem{status}": problem for status, problem in (ANYWHERE | WITH_BODY).items()}
    for operations in schema["paths"].values():
        for operation in operations.values():
            problems = ANYWHERE | WITH_BODY if "requestBody" in operation else ANYWHERE
            shared = {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in problems}
            operation["responses"] = dict(sorted((shared | operation["responses"]).items()))
            for answer in operation["responses"].values():
                _name_lines(answer)
    _leave_out_object_defaults(schema)


def _leave_out_object_defaults(part: Any) -> None:
    """Take defaults that are objects out of a schema: generators of clients drop the models that have any."""
    if isinstance(part, list):
        for entry in part:
            _leave_out_object_defaults(entry)
    elif isinstance(part, dict):
        if isinstance(part.get("default"), dict):
            del part["default"]
        for key, entry in part.items():
            if key in NAMED_SCHEMAS:
                for schema in entry.values():
                    _leave_out_object_defaults(schema)
            elif key not in EXAMPLES:
                _leave_out_object_defaults(entry)


def _name_lines(answer: dict[str, Any]) -> None:
    """Let a stream's schema be the one that is named; FastAPI says besides that it is a text."""
    stream = answer.get("content", {}).get(MEDIA_TYPE)
    if stream is not None:
        stream["schema"] = {"$ref": stream["schema"]["$ref"]}


def with_item_schemas(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of OpenAPI 3.1 in version 3.2: what streams hold is the schema of an item (section 4.14.3)."""
    later = deepcopy(schema) | {"openapi": "3.2.0"}
    for operations in later["paths"].values():
        for operation in operations.values():
            for answer in operation["responses"].values():
                stream = answer.get("content", {}).get(MEDIA_TYPE)
                if stream is not None:
                    stream["itemSchema"] = stream.pop("schema")
    return later
