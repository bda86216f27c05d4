"""A client that sends any bytes, and the raw answers to them."""

import json
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE = 300.0
"""Seconds after which a test gives up waiting for what must happen."""
HOST = b"Host: 127.0.0.1\r\n"
HEALTH = b"GET /api/health HTTP/1.1\r\n" + HOST + b"\r\n"


@dataclass(frozen=True)
class Answer:
    """An answer of the server."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def closes(self) -> bool:
        """Whether it says that its connection ends."""
        return self.headers.get("connection") == "close"

    def problem(self) -> dict[str, object]:
        """The problem document that it is."""
        assert self.headers["content-type"] == "application/problem+json"
        document: dict[str, object] = json.loads(self.body)
        assert document["status"] == self.status
        assert document["detail"]
        return document


def connect(address: str) -> socket.socket:
    """A connection to a server."""
    url = urlsplit(address)
    assert url.hostname
    return socket.create_connection((url.hostname, url.port or 80), timeout=PATIENCE)


def send_all(connection: socket.socket, parts: Iterable[bytes]) -> int:
    """Send parts until the server accepts no more; return the number of bytes sent."""
    sent = 0
    try:
        for part in parts:
            connection.sendall(part)
            sent += len(part)
    except OSError:
        pass
    return sent


def read_to_end(connection: socket.socket) -> bytes:
    """Read everything that the server sends until it ends the connection."""
    received = b""
    try:
        while part := connection.recv(1 << 16):
            received += part
    except ConnectionError:
        pass
    return received


def read_answer(connection: socket.socket) -> Answer:
    """Read the next answer, which must declare its length."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += _some(connection, 1)
    status, headers = _parsed(head)
    body = b""
    while len(body) < int(headers["content-length"]):
        body += _some(connection, int(headers["content-length"]) - len(body))
    return Answer(status, headers, body)


def answers(received: bytes) -> list[Answer]:
    """Split the bytes received on one connection into answers; each declares its length, or is the last one."""
    found = []
    while received:
        head, _, received = received.partition(b"\r\n\r\n")
        status, headers = _parsed(head)
        length = int(headers.get("content-length", len(received)))
        found.append(Answer(status, headers, received[:length]))
        received = received[length:]
    return found


def ask(address: str, *parts: bytes) -> list[Answer]:
    """Send parts on one connection, which the server ends, and return all answers."""
    with connect(address) as connection:
        send_all(connection, parts)
        return answers(read_to_end(connection))


def _some(connection: socket.socket, count: int) -> bytes:
    part = connection.recv(count)
    assert part, "the server ended the connection"
    return part


def _parsed(head: bytes) -> tuple[int, dict[str, str]]:
    status, *lines = head.decode().strip().split("\r\n")
    return int(status.split()[1]), {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
