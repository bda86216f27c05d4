"""Connections: how many a server has, and what a client may send on one before the server knows what it wants."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol

import uvicorn
from starlette.types import ASGIApp

from app.http.refusals import Refusal


@dataclass(frozen=True)
class ConnectionLimits:
    """The limits of every connection.

    Attributes:
        header_bytes: most bytes of a request line with its headers, of trailers, and between two parts of a body.
        header_lines: most headers of a request.
        header_seconds: longest wait for the end of headers, from the connection or from their first byte on.
        stall_seconds: longest time in which a client may read nothing of the last answer.
        retry_seconds: when to try again if there is no place.
    """

    header_bytes: int
    header_lines: int
    header_seconds: float
    stall_seconds: float
    retry_seconds: int

    def too_large(self) -> Refusal:
        """The answer to headers of too many bytes."""
        return Refusal(
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            f"The request line and headers, or trailers, are too large: at most {self.header_bytes} bytes.",
        )

    def lines_fault(self, lines: int) -> Refusal | None:
        """The answer to so many headers; None if they are few enough."""
        if lines <= self.header_lines:
            return None
        return Refusal(
            HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, f"There are too many headers: at most {self.header_lines}."
        )

    def too_slow(self) -> Refusal:
        """The answer to headers that do not arrive."""
        return Refusal(
            HTTPStatus.REQUEST_TIMEOUT,
            f"The headers of a request did not arrive within {self.header_seconds:g} seconds.",
        )

    def busy(self) -> Refusal:
        """The answer when every connection that there may be has a request."""
        return Refusal(
            HTTPStatus.SERVICE_UNAVAILABLE,
            f"The server has all the connections that it can have. Try again in {self.retry_seconds} s.",
            {"retry-after": str(self.retry_seconds)},
        )


MAX_CONNECTIONS = 4096
"""More than this costs memory without serving anybody."""


class Connection(Protocol):
    """A connection that can be ended at once."""

    def abort(self) -> None: ...


class Connections:
    """The open connections, and which of them wait for a request, in order of since when.

    When all places are taken, a new connection takes that of the one that has waited longest; one that has a request
    is never closed.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self._open: set[Connection] = set()
        self._waiting: dict[Connection, None] = {}

    def open(self, connection: Connection) -> bool:
        """Give a new connection a place; False if there is none because all others have requests."""
        self._open.add(connection)
        while len(self._open) > self._places and self._waiting:
            oldest = next(iter(self._waiting))
            self.close(oldest)
            oldest.abort()
        self._waiting[connection] = None
        return len(self._open) <= self._places

    def start_request(self, connection: Connection) -> None:
        """Note that a connection has a request."""
        self._waiting.pop(connection, None)

    def wait_for_request(self, connection: Connection) -> None:
        """Note that a connection has none any more."""
        self._waiting[connection] = None

    def close(self, connection: Connection) -> None:
        """Free the place of a connection."""
        self._open.discard(connection)
        self._waiting.pop(connection, None)


def places_for(descriptors: int) -> int:
    """How many connections a process may have that may open so many files: a part is left for all else it opens."""
    return max(16, min(MAX_CONNECTIONS, descriptors - max(128, descriptors // 4)))


def file_descriptors() -> int:
    """How many files and connections the operating system lets this process have open at once."""
    if sys.platform == "win32":
        return 2 * MAX_CONNECTIONS
    import resource

    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return 2 * MAX_CONNECTIONS if limit == resource.RLIM_INFINITY else limit


class ServerConfig(uvicorn.Config):
    """The server's configuration and what its connections share.

    Attributes:
        address: the host and port that it listens on.
    """

    def __init__(
        self,
        create_app: str | Callable[[], ASGIApp],
        address: tuple[str, int],
        limits: ConnectionLimits,
        connections: Connections,
        **options: Any,
    ) -> None:
        """Configure a server.

        Args:
            create_app: makes the application that is served, or says where to import what does.
            options: further ones of `uvicorn.Config`.
        """
        super().__init__(create_app, factory=True, ws="none", log_level="warning", server_header=False, **options)
        self.address = address
        self.limits = limits
        self.connections = connections
