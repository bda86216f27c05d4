"""The application class: FastAPI with our shape of errors in its schema, and with a layer around everything."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from pydantic.json_schema import models_json_schema
from starlette.types import ASGIApp

from app.api.problems import ProblemDocument

_, PROBLEM_SCHEMA = models_json_schema(
    [(ProblemDocument, "serialization")], ref_template="#/components/schemas/{model}"
)


class Application(FastAPI):
    """Knows the problem documents that ``problems.problem_responses`` refers to."""

    def __init__(self, outermost: Callable[[ASGIApp], ASGIApp], **settings: Any) -> None:
        """Make an application.

        Args:
            outermost: wraps everything, the framework's answers to failures included.
            settings: those of FastAPI.
        """
        super().__init__(**settings)
        self._outermost = outermost

    def build_middleware_stack(self) -> ASGIApp:
        """The application with all layers around it."""
        return self._outermost(super().build_middleware_stack())

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI schema of every resource."""
        schema = super().openapi()
        schema["components"]["schemas"] |= PROBLEM_SCHEMA["$defs"]
        return schema
