"""The server that ``slopelab serve`` runs."""

import socket

import uvicorn

from app.http.connections import MAX_CONNECTIONS, Connections, file_descriptors, places_for
from app.http.limits import ConnectionLimits
from app.http.protocol import LimitedProtocol
from app.settings import Settings


class ServerConfig(uvicorn.Config):
    """The server's configuration and what its connections share.

    Attributes:
        address: the host and port that it listens on.
    """

    def __init__(
        self, address: tuple[str, int], limits: ConnectionLimits, connections: Connections, shutdown_seconds: int
    ) -> None:
        super().__init__(
            "app.main:app",
            http=LimitedProtocol,
            ws="none",
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=shutdown_seconds,
        )
        self.address = address
        self.limits = limits
        self.connections = connections


def server(listener: socket.socket, settings: Settings) -> uvicorn.Server:
    """A server of the application on a socket that listens."""
    host, port = listener.getsockname()[:2]
    limits = ConnectionLimits(
        settings.max_header_bytes,
        settings.max_header_lines,
        settings.header_seconds,
        settings.stall_seconds,
        settings.retry_after_high,
    )
    places = min(settings.max_connections or MAX_CONNECTIONS, places_for(file_descriptors()))
    return uvicorn.Server(ServerConfig((host, port), limits, Connections(places), settings.shutdown_seconds))
