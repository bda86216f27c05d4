"""A stream of JSON lines as an answer that ends, whatever happens, within one slice of its client's going."""

import logging
import random
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from http import HTTPStatus

import anyio
from fastapi.responses import Response
from starlette.types import Message, Receive, Scope, Send

from app.api.clients import cancel_when_gone
from app.api.problems import Problem
from app.runs.admission import Admission, TooManyRuns
from app.runs.lines import line
from app.settings import settings

MEDIA_TYPE = "application/x-ndjson"
logger = logging.getLogger(__name__)


class LineStream(Response):
    """Sends lines as they come, while the client reads them.

    It takes a place when it starts and gives it back when the last line is sent, when the client goes, or when the
    client has read nothing for `settings.stall_seconds`. With no place left it answers 503 instead.
    """

    media_type = MEDIA_TYPE

    def __init__(self, lines: AsyncGenerator[bytes, None], admission: Admission) -> None:
        super().__init__(headers={"cache-control": "no-store", "x-accel-buffering": "no"})
        del self.headers["content-length"]
        self.lines = lines
        self.admission = admission

    def pieces(self) -> AsyncGenerator[bytes, None]:
        """What is sent: the lines, closed by one of type ``error`` if they break off."""
        return _ending_in_words(self.lines)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            with self.admission.place():
                await self._stream(receive, send)
        except TooManyRuns:
            await busy().response()(scope, receive, send)

    async def _stream(self, receive: Receive, send: Send) -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(cancel_when_gone, receive, tasks.cancel_scope)
            # Closing the generator here, rather than when it is collected, frees the place at once.
            async with aclosing(self.lines):
                await self._send_lines(send)
            tasks.cancel_scope.cancel()

    async def _send_lines(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        with suppress(TimeoutError):
            async for chunk in self.pieces():
                await _send_in_time(send, {"type": "http.response.body", "body": chunk, "more_body": True})
            await _send_in_time(send, {"type": "http.response.body", "body": b"", "more_body": False})


async def _send_in_time(send: Send, message: Message) -> None:
    """Send a message; the time that its content took to compute does not count.

    Raises:
        TimeoutError: the client has read nothing for `settings.stall_seconds`.
    """
    with anyio.fail_after(settings.stall_seconds):
        await send(message)


async def _ending_in_words(lines: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    try:
        async for chunk in lines:
            yield chunk
    except Exception:
        logger.exception("A stream broke off.")
        problem = Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The server failed to go on; it has noted why.")
        yield error_line(problem)


def error_line(problem: Problem) -> bytes:
    """The last line of a stream that had to be given up: the problem's document, its type ``error``."""
    return line({**problem.document().model_dump(exclude_none=True), "type": "error"})


def busy() -> Problem:
    """What those are told who find no place."""
    return retry_later(f"{settings.concurrent_runs} streams are open, which is all the server takes at once")


def retry_later(reason: str) -> Problem:
    """A 503 that suggests a wait, another to each visitor."""
    wait = random.randint(settings.retry_after_low, settings.retry_after_high)
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE, f"{reason}. Try again in {wait} s.", headers={"Retry-After": str(wait)}
    )
