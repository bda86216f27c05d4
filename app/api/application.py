"""The application class: FastAPI with our shape of errors in its schema."""

from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema

from app.api.problems import ProblemDocument

_, PROBLEM_SCHEMA = models_json_schema(
    [(ProblemDocument, "serialization")], ref_template="#/components/schemas/{model}"
)


class Application(FastAPI):
    """Knows the problem documents that ``problems.problem_responses`` refers to."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI schema of every resource."""
        schema = super().openapi()
        schema["components"]["schemas"] |= PROBLEM_SCHEMA["$defs"]
        return schema
