"""No request may keep the server waiting or working for long before it is answered."""

import asyncio
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import Problem
from app.settings import settings


class TimeLimitMiddleware:
    """Gives ``app`` a number of seconds to start its answer.

    Once the answer has started it may take as long as it likes, as streams do. A body that does not arrive in time
    is answered with 408, work that does not end in time with 503.
    """

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self.app = app
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

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
            async with asyncio.timeout(self.seconds) as limit:
                await self.app(scope, receive_and_watch, send_and_release)
        except TimeoutError:
            if not limit.expired():
                raise
            problem = self._too_slow_work() if body_complete else self._too_slow_body()
            await problem.response()(scope, receive, send)

    def _too_slow_body(self) -> Problem:
        return Problem(HTTPStatus.REQUEST_TIMEOUT, f"The body did not arrive within {self.seconds:g} seconds.")

    def _too_slow_work(self) -> Problem:
        return Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            f"The answer took longer than {self.seconds:g} seconds. Ask for less, or again later.",
            headers={"Retry-After": str(settings.retry_after_high)},
        )


def declares_body(scope: Scope) -> bool:
    """Whether the request's headers announce a body."""
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
