"""Whether an answer is exactly what the schema of the API documents: nothing else, and nothing more."""

import copy
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from app.main import create_app

SCHEMA: dict[str, Any] = create_app().openapi()


def faults_of(answer: httpx.Response, path: str) -> list[str]:
    """List how a JSON answer, or the lines of one, differ from what its operation documents; empty if they do not.

    Args:
        path: the path of the operation in the schema, such as ``/api/datasets/{id}``.
    """
    operation = SCHEMA["paths"][path][answer.request.method.lower()]
    media_type = answer.headers["content-type"].partition(";")[0]
    schema = operation["responses"][str(answer.status_code)]["content"][media_type]["schema"]
    validator = Draft202012Validator({**schema, "components": {"schemas": CLOSED}})
    lines = answer.text.splitlines() if media_type.endswith("ndjson") else [answer.text]
    return [error.message for text in lines for error in validator.iter_errors(httpx.Response(200, text=text).json())]


def _closed(schemas: dict[str, Any]) -> dict[str, Any]:
    """Return the schemas with every object limited to the properties that it documents."""
    closed = copy.deepcopy(schemas)
    for schema in closed.values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    return closed


CLOSED = _closed(SCHEMA["components"]["schemas"])
