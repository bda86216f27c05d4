"""The server's side of a connection: uvicorn's, with limits on everything that a client sends around its bodies."""

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from app.http.connections import ServerConfig
from app.http.refusals import Refusal
from app.http.request_heads import header_fault, split_target
from app.http.transports import LingeringTransport, Unchunked

if TYPE_CHECKING:
    from uvicorn._types import ASGI3Application

MAX_PIPELINED = 16
"""Requests of one connection that may wait while another one is answered."""

MALFORMED = Refusal(HTTPStatus.BAD_REQUEST, "This is not a request of HTTP/1.1.")
BAD_TARGET = Refusal(HTTPStatus.BAD_REQUEST, "The request's target must be a path, or a URL that begins with http.")
PIPELINED = Refusal(
    HTTPStatus.TOO_MANY_REQUESTS, f"At most {MAX_PIPELINED} requests may wait for the answer to the one before."
)


class RefusedError(Exception):
    """A request that is turned away as soon as its headers are known."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail)
        self.refusal = refusal


class LimitedProtocol(HttpToolsProtocol):
    """A connection with limits.

    Headers, trailers and what stands between the chunks of a body are counted before they are parsed: what a client
    sends costs the server time in proportion to its size, and memory up to a limit. Every refusal ends the connection,
    after the answers to the requests before it.
    """

    config: ServerConfig

    def __init__(
        self,
        config: ServerConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._limits = config.limits
        self._connections = config.connections
        self._unframed = 0
        """Bytes that arrived since headers, a part of a body or its end were last complete."""
        self._deadline: asyncio.TimerHandle | None = None
        self._refusal: Refusal | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a place, and wait for headers."""
        lingering = LingeringTransport(transport, self._everything_read, self._limits.stall_seconds)
        super().connection_made(cast(asyncio.Transport, lingering))
        self._lingering = lingering
        self.server = self.config.address
        if self._connections.open(self):
            self._expect_headers()
        else:
            self._refuse(self._limits.busy())

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back."""
        super().connection_lost(exc)
        self._connections.close(self)
        self._lingering.forget_timer()
        self._forget_deadline()

    def abort(self) -> None:
        """End the connection at once."""
        self._lingering.abort()

    def pause_writing(self) -> None:
        """Wait for the client to read."""
        super().pause_writing()
        self._lingering.expect_reader()

    def resume_writing(self) -> None:
        """Go on when it has."""
        super().resume_writing()
        self._lingering.has_reader()

    def data_received(self, data: bytes) -> None:
        """Parse what arrived, as far as it is within the limits."""
        self._unset_keepalive_if_required()
        rest = memoryview(data)
        while rest:
            if self._refusal is not None or self.transport.is_closing():
                self._lingering.discard(len(rest))
                return
            allowed = rest[: self._limits.header_bytes - self._unframed]
            rest = rest[self._parsed(allowed) :]
            if self._unframed >= self._limits.header_bytes:
                self._refuse(self._limits.too_large())
        if self._deadline is None and not self._answering and self._refusal is None:
            self._expect_headers()

    def _parsed(self, data: memoryview) -> int:
        """How many bytes of the data were parsed: all but what follows a request to speak another protocol."""
        self._unframed += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserCallbackError as error:
            cause = error.__context__
            self._refuse(cause.refusal if isinstance(cause, RefusedError) else MALFORMED)
        except httptools.HttpParserUpgrade as upgrade:
            # No other protocol is spoken here, so that the next request of this one may follow.
            parsed: int = upgrade.args[0]
            return parsed
        except httptools.HttpParserError:
            self._refuse(MALFORMED)
        return len(data)

    def on_headers_complete(self) -> None:
        """Begin to answer a request, or refuse it."""
        version = self.parser.get_http_version()
        if not self.url.startswith(b"/") and self.url != b"*":
            self._take_target_apart()
        fault = self._limits.lines_fault(len(self.headers)) or header_fault(version, self.headers)
        if fault is None and len(self.pipeline) >= MAX_PIPELINED:
            fault = PIPELINED
        if fault is not None:
            raise RefusedError(fault)
        self._unframed = 0
        self._forget_deadline()
        self._connections.start_request(self)
        if version == "1.0":
            self.expect_100_continue = False
        super().on_headers_complete()
        self.headers = []  # trailers would be taken for headers of the request

    def on_body(self, body: bytes) -> None:
        """Pass on a part of a body."""
        self._unframed = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Begin to count the next headers."""
        self._unframed = 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Go on to the next request, or end the connection if it was refused."""
        super().on_response_complete()
        if self._answering:
            return
        self._connections.wait_for_request(self)
        if self._refusal is not None and not self.transport.is_closing():
            self._send_refusal(self._refusal)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: "ASGI3Application") -> None:
        super()._start_asgi_task(cycle, Unchunked(app, cycle) if cycle.scope["http_version"] == "1.0" else app)

    @property
    def _answering(self) -> bool:
        """Whether a request waits for the end of its answer."""
        return self.cycle is not None and not self.cycle.response_complete

    def _everything_read(self) -> bool:
        """Whether the client has sent all that it began to."""
        return self._refusal is None and not self.pipeline and not (self.cycle and self.cycle.more_body)

    def _take_target_apart(self) -> None:
        """Take the host from a target that names one, which counts more than the header."""
        try:
            authority, self.url = split_target(self.url)
        except ValueError as error:
            raise RefusedError(BAD_TARGET) from error
        self.headers[:] = [(name, authority if name == b"host" else value) for name, value in self.headers]

    def _expect_headers(self) -> None:
        """Wait for the end of headers, but not for ever."""
        self._deadline = self.loop.call_later(
            self._limits.header_seconds, lambda: self._refuse(self._limits.too_slow())
        )

    def _forget_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse(self, refusal: Refusal) -> None:
        """Read nothing more, and end the connection with a refusal once all requests before have their answers."""
        if self._refusal is not None:
            return
        self._refusal = refusal
        self._forget_deadline()
        if not self._answering:
            self._send_refusal(refusal)
        elif self.cycle.more_body:
            self._refuse_body(refusal)

    def _refuse_body(self, refusal: Refusal) -> None:
        """End a connection in the middle of a body, whose request is given up."""
        if self.pipeline or self.cycle.response_started:
            self.abort()
            return
        self._send_refusal(refusal)
        self.cycle.disconnected = True
        self.cycle.message_event.set()

    def _send_refusal(self, refusal: Refusal) -> None:
        self.transport.write(refusal.last_answer(self.server_state.default_headers))
        self.transport.close()
