"""The open connections of a server: no more than it has places for."""

import sys
from typing import Protocol

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
