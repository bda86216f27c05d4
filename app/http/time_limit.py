"""No request may keep the server waiting or working for long before it is answered, nor after its client has gone."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.http.problems import ProblemError
from app.http.uploads import UploadLimits
from app.http.visitors import visitor_of
from app.instance import current_settings
from app.scheduling.claims import begin_request

SHARE_OF_TIME = 0.9
"""Of the time that a request has: what work may take of it, so that there is still time to say what to do instead."""

WATCH_AFTER_SECONDS = 0.03
"""How long a request has been worked on when it begins to matter whether its client is still there."""


class TimeLimitMiddleware:
    """Gives ``app`` a number of seconds to start its answer; the paths in ``uploads`` have limits of their own.

    Once the answer has started it may take as long as it likes, as streams do. A body that does not arrive in time
    is answered with 408, work that does not end in time with 503. Work whose client goes is cancelled.
    """

    def __init__(self, app: ASGIApp, seconds: float, uploads: Mapping[str, UploadLimits]) -> None:
        self.app = app
        self.seconds = seconds
        self.uploads = uploads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begin_request(visitor_of(scope))
        upload = self.uploads.get(scope["path"])
        seconds = self.seconds if upload is None else upload.seconds
        await _LimitedRequest(seconds, scope, receive, send).answer(self.app)


class _LimitedRequest:
    """One request."""

    def __init__(self, seconds: float, scope: Scope, receive: Receive, send: Send) -> None:
        self._seconds = seconds
        self._scope = scope
        self._receive = receive
        self._send = send
        self._stage: Literal["receiving", "working", "answering"] = "receiving"
        self._client_gone = False
        self._timer: asyncio.TimerHandle | None = None
        self._watching: asyncio.Task[None] | None = None

    async def answer(self, app: ASGIApp) -> None:
        """Let an application answer it."""
        if not declares_body(self._scope):
            self._begin_work()
        try:
            async with asyncio.timeout(self._seconds) as self._limit:
                await app(self._scope, self._receive_body, self._send_answer)
        except TimeoutError:
            if not self._limit.expired():
                raise
            if not self._client_gone:
                problem = too_slow_body if self._stage == "receiving" else too_slow_work
                await problem(self._seconds).response()(self._scope, self._receive, self._send)
        finally:
            self._stop_watching()

    async def _receive_body(self) -> Message:
        message = await self._receive()
        if self._stage == "receiving" and not message.get("more_body", False):
            self._begin_work()
        return message

    async def _send_answer(self, message: Message) -> None:
        if self._stage != "answering":
            self._stage = "answering"
            self._limit.reschedule(None)
            self._stop_watching()
        await self._send(message)

    def _begin_work(self) -> None:
        """Note that the body has arrived; if the answer takes long, watch whether the client goes."""
        self._stage = "working"
        self._timer = asyncio.get_running_loop().call_later(WATCH_AFTER_SECONDS, self._watch)

    def _watch(self) -> None:
        self._watching = asyncio.create_task(self._cancel_when_gone())

    async def _cancel_when_gone(self) -> None:
        await disconnected(self._receive)
        self._client_gone = True
        self._limit.reschedule(asyncio.get_running_loop().time())

    def _stop_watching(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()


async def disconnected(receive: Receive) -> None:
    """Return when the client of a request is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


def too_slow_body(seconds: float) -> ProblemError:
    """The problem of a request whose body arrives too slowly."""
    return ProblemError(HTTPStatus.REQUEST_TIMEOUT, f"The body did not arrive within {seconds:g} seconds.")


def too_slow_work(seconds: float) -> ProblemError:
    """The problem of a request whose work takes too long."""
    return ProblemError(
        HTTPStatus.SERVICE_UNAVAILABLE,
        f"The answer took longer than {seconds:g} seconds. Ask for less, or again later.",
        headers={"Retry-After": str(current_settings().max_retry_seconds)},
    )


def declares_body(scope: Scope) -> bool:
    """Whether the request's headers announce a body."""
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
