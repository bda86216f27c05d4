"""Headers, trailers and chunks cost the server in proportion to their size, up to a limit."""

from collections.abc import Iterator

import pytest

from app.http.transports import LINGER_BYTES
from app.settings import Settings
from tests.http.wire import HOST, ask, connect, read_to_end, send_all

SETTINGS = Settings()

CLOSE = b"Connection: close\r\n"
POST = b"POST /api/runs HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
MUCH = 4 * LINGER_BYTES


def get(padding: bytes) -> bytes:
    return b"GET /api/health HTTP/1.1\r\n" + HOST + CLOSE + padding + b"\r\n"


def headers_of(size: int) -> bytes:
    """A request with headers of ``size`` bytes."""
    return get(b"X: " + b"a" * (size - len(get(b"X: \r\n"))) + b"\r\n")


def endless(part: bytes) -> Iterator[bytes]:
    many = part * (65_536 // len(part))
    for _ in range(MUCH // len(many)):
        yield many


def test_headers_at_the_limit_are_read(live_server: str) -> None:
    whole = headers_of(SETTINGS.max_header_bytes)
    assert len(whole) == SETTINGS.max_header_bytes
    (answer,) = ask(live_server, whole)
    assert answer.status == 200


def test_headers_beyond_the_limit_are_refused(live_server: str) -> None:
    (answer,) = ask(live_server, headers_of(SETTINGS.max_header_bytes + 1))
    assert answer.status == 431
    assert answer.closes
    assert str(SETTINGS.max_header_bytes) in str(answer.problem()["detail"])


def test_headers_in_many_small_pieces_are_counted_too(live_server: str) -> None:
    whole = headers_of(SETTINGS.max_header_bytes + 1)
    (answer,) = ask(live_server, *(whole[start : start + 500] for start in range(0, len(whole), 500)))
    assert answer.status == 431


@pytest.mark.parametrize(("lines", "status"), [(0, 200), (1, 431)])
def test_the_number_of_headers_is_limited(live_server: str, lines: int, status: int) -> None:
    more = SETTINGS.max_header_lines - 2 + lines
    (answer,) = ask(live_server, get(b"".join(b"X-%d: 1\r\n" % number for number in range(more))))
    assert answer.status == status
    assert answer.closes


@pytest.mark.parametrize(
    ("beginning", "part"),
    [
        (b"GET /", b"a"),
        (b"GET / HTTP/1.1\r\nHost: ", b"a"),
        (b"GET / HTTP/1.1\r\n", b"a"),
        (b"GET / HTTP/1.1\r\n", b"a: b\r\n"),
        (POST + b"5;x=", b"a"),
        (POST + b"0\r\nX: ", b"a"),
        (POST + b"0\r\n", b"a: b\r\n"),
        (POST + b"2\r\n{}\r\n0\r\n", b"a: b\r\n"),
        (POST + b"2\r\n{}\r\n", b"0"),
    ],
    ids=["target", "value", "name", "lines", "extension", "trailer", "trailers", "trailers after a body", "zeros"],
)
def test_what_never_ends_is_ended(live_server: str, beginning: bytes, part: bytes) -> None:
    with connect(live_server) as connection:
        sent = send_all(connection, (beginning, *endless(part)))
        read_to_end(connection)
    assert sent < MUCH / 2


def test_trailers_at_the_limit_leave_room_for_the_next_headers(live_server: str) -> None:
    trailers = b"X: " + b"a" * (SETTINGS.max_header_bytes - 1000) + b"\r\n\r\n"
    refused, last = ask(live_server, POST + b"2\r\n{}\r\n0\r\n" + trailers, headers_of(SETTINGS.max_header_bytes))
    assert (refused.status, last.status) == (422, 200)


def test_trailers_are_no_headers(live_server: str) -> None:
    untyped = POST.replace(b"Content-Type: application/json\r\n", b"")
    (answer,) = ask(live_server, untyped + b"2\r\n{}\r\n0\r\nContent-Type: application/json\r\n\r\n")
    assert answer.status == 415
