"""The router that every resource of the API uses: strict JSON in, problem documents for errors."""

from collections.abc import Callable, Coroutine
from email.message import Message
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from app.api.problems import Problem, problem_responses


class StrictJSONRequest(Request):
    """A request whose body is JSON by the letter: UTF-8, no NaN, no Infinity, no number beyond a double."""

    async def json(self) -> Any:
        """The body; raises ``orjson.JSONDecodeError`` with the position of the fault."""
        return orjson.loads(await self.body())


class StrictJSONRoute(APIRoute):
    """A route that takes its body as strict JSON and says so when it gets another content type."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_strictly(request: Request) -> Response:
            if self.body_field is not None and not is_json(request):
                raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as Content-Type: application/json.")
            return await handle(StrictJSONRequest(request.scope, request.receive))

        return handle_strictly


def is_json(request: Request) -> bool:
    """Whether the request calls its body ``application/json``."""
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    return header.get_content_type() == "application/json"


def resource_router(tag: str) -> APIRouter:
    """A router for one resource; ``tag`` is its heading in the documentation."""
    return APIRouter(
        tags=[tag],
        route_class=StrictJSONRoute,
        responses=problem_responses(HTTPStatus.UNPROCESSABLE_ENTITY),
    )
