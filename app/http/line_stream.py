"""A stream of JSON lines as an answer that ends, whatever happens, within one slice of its client's going."""

from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from http import HTTPStatus
from typing import Literal

import anyio
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.types import Receive, Scope, Send

from app.http.problems import ProblemDocument, ProblemError, busy
from app.http.time_limit import disconnected
from app.instance import current_settings
from app.json_lines import line
from app.logs import logger_of
from app.scheduling.capacity import Capacity, OverCapacityError, Place
from app.scheduling.claims import current_visitor, stream_claim, working_under

MEDIA_TYPE = "application/x-ndjson"
UNSTORED = {"cache-control": "no-store", "x-accel-buffering": "no"}
"""Headers of an answer that no cache keeps and no proxy holds back."""

logger = logger_of(__name__)


class DoneLine(BaseModel):
    """The last line: the stream is complete."""

    type: Literal["done"]


class ErrorLine(ProblemDocument):
    """The last line instead of `done`: the server had to give up."""

    type: Literal["error"]


class LineStream(Response):
    """Sends lines as they come, while the client reads them.

    It takes a place when it starts and gives it back when the last line is sent, when the client goes, or when the
    client has read nothing for `settings.stall_seconds`, or for `settings.yield_seconds` if somebody needs the place.
    With no place left it answers 503 instead.
    """

    media_type = MEDIA_TYPE

    def __init__(self, lines: AsyncGenerator[bytes, None], capacity: Capacity) -> None:
        super().__init__(headers=UNSTORED)
        del self.headers["content-length"]
        self.lines = lines
        self.capacity = capacity

    def chunks(self) -> AsyncGenerator[bytes, None]:
        """Yield the lines, closed by one of type ``error`` if they break off."""
        return _ending_in_words(self.lines)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            with self.capacity.place() as place, working_under(stream_claim(current_visitor())):
                await self._stream(place, receive, send)
        except OverCapacityError:
            await busy().response()(scope, receive, send)

    async def _stream(self, place: Place, receive: Receive, send: Send) -> None:
        async with anyio.create_task_group() as tasks:
            place.give_up = tasks.cancel_scope.cancel
            tasks.start_soon(_cancel_when_gone, receive, tasks.cancel_scope)
            # Closing the generator here, rather than when it is collected, frees the place at once.
            async with aclosing(self.lines):
                await self._send_lines(place, send)
            tasks.cancel_scope.cancel()

    async def _send_lines(self, place: Place, send: Send) -> None:
        """Send what there is; the time that it takes to compute does not count as waiting for the client."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        with suppress(TimeoutError):
            async for chunk in self.chunks():
                with place.stalled(), anyio.fail_after(current_settings().stall_seconds):
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            with place.stalled(), anyio.fail_after(current_settings().stall_seconds):
                await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _cancel_when_gone(receive: Receive, scope: anyio.CancelScope) -> None:
    await disconnected(receive)
    scope.cancel()


async def _ending_in_words(lines: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    try:
        async for chunk in lines:
            yield chunk
    except Exception:
        logger.exception("A stream broke off.")
        problem = ProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, "The server failed to go on; it has noted why.")
        yield error_line(problem)


def error_line(problem: ProblemError) -> bytes:
    """The last line of a stream that had to be given up: the problem's document, its type ``error``."""
    return line({**problem.document().model_dump(exclude_none=True), "type": "error"})
