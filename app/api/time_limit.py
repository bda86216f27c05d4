"""No request may keep the server waiting or working for long before it is answered."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import Problem
from app.settings import settings


class TimeLimitMiddleware:
    """Gives ``app`` a number of seconds to start its answer; the paths in ``uploads`` have their own number.

    Once the answer has started it may take as long as it likes, as streams do. A body that does not arrive in time
    is answered with 408, work that does not end in time with 503.
    """

    def __init__(self, app: ASGIApp, seconds: float, uploads: Mapping[str, float]) -> None:
        self.app = app
        self.seconds = seconds
        self.uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        seconds = self.uploads.get(scope["path"], self.seconds)
        body_complete = not declares_body(scope)

        async def receive_and_watch() -> Message:
            nonlocal body_complete
            message = await receive()
            body_complete = not message.get("more_body", False)
            return message

        async def send_and_release(message: Message) -> None:
            limit.reschedule(None)
            await send(message)

        try:
            async with asyncio.timeout(seconds) as limit:
                await self.app(scope, receive_and_watch, send_and_release)
        except TimeoutError:
            if not limit.expired():
                raise
            problem = too_slow_work(seconds) if body_complete else too_slow_body(seconds)
            await problem.response()(scope, receive, send)


def too_slow_body(seconds: float) -> Problem:
    """What a request is told whose body drips."""
    return Problem(HTTPStatus.REQUEST_TIMEOUT, f"The body did not arrive within {seconds:g} seconds.")


def too_slow_work(seconds: float) -> Problem:
    """What a request is told that asks for too much."""
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        f"The answer took longer than {seconds:g} seconds. Ask for less, or again later.",
        headers={"Retry-After": str(settings.retry_after_high)},
    )


def declares_body(scope: Scope) -> bool:
    """Whether the request's headers announce a body."""
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
