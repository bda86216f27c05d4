"""Ends of connections: the last answer arrives, and clients of HTTP/1.0 are sent no chunks."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

LINGER_SECONDS = 2.0
LINGER_BYTES = 1 << 24
"""How long, and how much, a connection that was ended goes on reading what its client still sends."""


class LingeringTransport:
    """A transport whose ``close`` waits for a client that is still sending, and that gives up one that does not read.

    To close a socket with something unread in it resets the connection, and the client may lose the answer that it was
    just sent. So the sending half is closed first, and what arrives is thrown away until the client closes its own.

    Attributes:
        write: the transport's own.
    """

    def __init__(self, transport: asyncio.Transport, everything_read: Callable[[], bool], stall_seconds: float) -> None:
        """Wrap a transport.

        Args:
            everything_read: whether the client has nothing left to send.
            stall_seconds: how long a client may read nothing of what it is sent.
        """
        self._transport = transport
        self._everything_read = everything_read
        self._stall_seconds = stall_seconds
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._ending = False
        self._discarded = 0
        self.write: Callable[[bytes], None] = transport.write

    def get_extra_info(self, name: str) -> Any:
        """Return extra information about the transport."""
        return self._transport.get_extra_info(name)

    def pause_reading(self) -> None:
        """Read nothing for now."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Read again."""
        self._transport.resume_reading()

    def is_closing(self) -> bool:
        """Whether nothing more may be written."""
        return self._ending or self._transport.is_closing()

    def close(self) -> None:
        """End the connection once the client has what was written."""
        if self.is_closing():
            return
        self._ending = True
        if self._everything_read():
            self.expect_reader()
            self._transport.close()
        else:
            self._set_timer(self._loop.call_later(LINGER_SECONDS, self._transport.abort))
            self._transport.write_eof()
            self._transport.resume_reading()

    def discard(self, count: int) -> None:
        """Throw away bytes that arrived after the end; too many of them are not waited for."""
        self._discarded += count
        if self._discarded > LINGER_BYTES:
            self._transport.abort()

    def abort(self) -> None:
        """End the connection at once."""
        self._transport.abort()

    def expect_reader(self) -> None:
        """Abort unless the client goes on reading what was written."""
        self._set_timer(self._loop.call_later(self._stall_seconds, self._abort_if_stalled, self._unsent()))

    def has_reader(self) -> None:
        """Stop expecting that the client reads, because it did."""
        if not self._ending:
            self.forget_timer()

    def forget_timer(self) -> None:
        """Stop expecting anything."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _set_timer(self, timer: asyncio.TimerHandle) -> None:
        self.forget_timer()
        self._timer = timer

    def _abort_if_stalled(self, unsent: int) -> None:
        if self._unsent() < unsent:
            self.expect_reader()
        else:
            self._transport.abort()

    def _unsent(self) -> int:
        return self._transport.get_write_buffer_size()


if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, ASGISendEvent, Scope


class Unchunked:
    """An application whose answers of unknown length are sent as they are."""

    def __init__(self, app: "ASGI3Application", cycle: RequestResponseCycle) -> None:
        self._app = app
        self._cycle = cycle
        self._has_length = True

    async def __call__(self, scope: "Scope", receive: "ASGIReceiveCallable", send: "ASGISendCallable") -> None:
        await self._app(scope, receive, self._send)

    async def _send(self, message: "ASGISendEvent") -> None:
        if message["type"] == "http.response.start":
            self._has_length = any(name.lower() == b"content-length" for name, _ in message["headers"])
            if not self._has_length:
                self._cycle.chunked_encoding = False
        elif message["type"] == "http.response.body" and not self._has_length:
            self._cycle.expected_content_length = len(message["body"])
        await self._cycle.send(message)
