"""The server that ``slopelab serve`` runs."""

import socket
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from app.http.connections import (
    MAX_CONNECTIONS,
    ConnectionLimits,
    Connections,
    ServerConfig,
    file_descriptors,
    places_for,
)
from app.http.protocol import LimitedProtocol
from app.settings import Settings


def server(create_app: str | Callable[[], ASGIApp], listener: socket.socket, settings: Settings) -> uvicorn.Server:
    """A server on a socket that listens.

    Args:
        create_app: makes the application, or says where to import what does.
        settings: the limits of connections.
    """
    host, port = listener.getsockname()[:2]
    limits = ConnectionLimits(
        settings.max_header_bytes,
        settings.max_header_lines,
        settings.header_seconds,
        settings.stall_seconds,
        settings.max_retry_seconds,
    )
    places = min(settings.max_connections or MAX_CONNECTIONS, places_for(file_descriptors()))
    config = ServerConfig(
        create_app,
        (host, port),
        limits,
        Connections(places),
        http=LimitedProtocol,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )
    return uvicorn.Server(config)
