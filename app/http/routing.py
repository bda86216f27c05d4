"""The router that every resource of the API uses: JSON in, problem documents for errors, large answers as bytes."""

from collections.abc import Callable, Coroutine
from email.message import Message
from http import HTTPStatus
from operator import attrgetter
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from app.http.compression import compressed
from app.http.problems import ProblemError, problem_responses


class JSONRoute(APIRoute):
    """A route that refuses bodies of anything but JSON, and compresses large answers."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_json(request: Request) -> Response:
            if self.body_field is not None and not is_json(request):
                raise ProblemError(
                    HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body as Content-Type: application/json."
                )
            return await compressed(request, await handle(request))

        return handle_json


def is_json(request: Request) -> bool:
    """Whether the request calls its body ``application/json``."""
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    return header.get_content_type() == "application/json"


def resource_router(tag: str) -> APIRouter:
    """A router for one resource; ``tag`` is its heading in the documentation."""
    return APIRouter(
        prefix="/api",
        tags=[tag],
        generate_unique_id_function=attrgetter("name"),
        route_class=JSONRoute,
        responses=problem_responses(HTTPStatus.UNPROCESSABLE_ENTITY),
    )


def json_answer(content: Any) -> Response:
    """The content as JSON; numpy arrays are written as lists, non-finite numbers as null."""
    return Response(orjson.dumps(content, option=orjson.OPT_SERIALIZE_NUMPY), media_type="application/json")
