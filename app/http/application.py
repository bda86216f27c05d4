"""The application class: FastAPI with our shape of errors in its schema, and with a layer around everything."""

from collections.abc import Callable, Iterable
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.types import ASGIApp, Receive, Scope, Send

from app.http.openapi_schema import complete, with_item_schemas
from app.instance import Instance
from app.scheduling.threads import array_threads


class Application(FastAPI):
    """Knows the problem documents that ``problems.problem_responses`` refers to, and which any request may meet."""

    def __init__(
        self,
        instance: Instance,
        outermost: Callable[[ASGIApp], ASGIApp],
        documented: Iterable[type[BaseModel]],
        **options: Any,
    ) -> None:
        """Make an application.

        Args:
            instance: whose settings requests are checked against.
            outermost: wraps everything, the framework's answers to failures included.
            documented: further models to which the schema refers.
            options: further options of FastAPI.
        """
        super().__init__(**options)
        self._documented = documented
        self._later_schema: bytes | None = None
        self.add_route("/api/openapi-3.2.json", self._openapi_3_2, include_in_schema=False)
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
        if self.openapi_schema is not None:
            return self.openapi_schema
        with self._instance.current():
            schema = super().openapi()
            complete(schema, self.routes, self._documented)
        return schema

    async def _openapi_3_2(self, request: Request) -> Response:
        """The same schema in OpenAPI 3.2, where a stream's schema is that of each of its lines."""
        if self._later_schema is None:
            self._later_schema = await array_threads().run(lambda: orjson.dumps(with_item_schemas(self.openapi())))
        return Response(self._later_schema, media_type="application/json")
