"""Silent, slow and unreading clients cannot occupy a connection for long, and leave room for others."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from app.http.connections import MAX_CONNECTIONS, Connections, places_for
from tests.conftest import ROOT, SLOPELAB
from tests.http.wire import HEALTH, HOST, PATIENCE, answers, connect, read_answer, read_to_end
from tests.servers import Server, serving, serving_here
from tests.waiting import wait_until

PLACES = 12
with_proc = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to count descriptors")
LONG_RUN = b'{"objective":{"kind":"surface","id":"bowl"},"steps":400000,"optimizers":[{"rule":"momentum"}]}'
POST = b"POST /api/runs HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"


@pytest.fixture(scope="module")
def impatient() -> Iterator[Server]:
    """A server that waits half a second for headers."""
    with serving_here(header_seconds=0.5) as server:
        yield server


@pytest.fixture(scope="module")
def small() -> Iterator[Server]:
    """A server of few connections that is in no hurry."""
    with serving_here(max_connections=PLACES, header_seconds=600, request_seconds=600) as server:
        yield server


@pytest.mark.parametrize("beginning", [b"", b"\r\n", b"GET", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nX"])
def test_headers_are_not_waited_for_for_ever(impatient: Server, beginning: bytes) -> None:
    with connect(impatient.address) as connection:
        connection.sendall(beginning)
        (answer,) = answers(read_to_end(connection))
    assert answer.status == 408
    assert answer.closes
    assert "0.5 seconds" in str(answer.problem()["detail"])


def test_headers_that_drip_are_not_waited_for(impatient: Server) -> None:
    with connect(impatient.address) as connection:
        connection.settimeout(0.05)
        received, until = b"", time.monotonic() + PATIENCE
        while not received and time.monotonic() < until:
            connection.sendall(b"\r\n")
            try:
                received = connection.recv(1 << 16)
            except TimeoutError:
                continue
    assert received.startswith(b"HTTP/1.1 408")


def test_nor_are_those_of_a_later_request(impatient: Server) -> None:
    with connect(impatient.address) as connection:
        connection.sendall(HEALTH)
        assert read_answer(connection).status == 200
        connection.sendall(HEALTH[:30])
        (answer,) = answers(read_to_end(connection))
    assert answer.status == 408


def test_an_answer_may_take_longer_than_headers(impatient: Server) -> None:
    with connect(impatient.address) as connection:
        connection.sendall(POST % len(LONG_RUN) + LONG_RUN + HEALTH)
        received = b""
        while b'{"status":"ok"' not in received:
            part = connection.recv(1 << 16)
            assert part
            received = received[-1000:] + part
    assert b'{"type":"done"}' in received


@with_proc
def test_clients_that_read_nothing_are_given_up() -> None:
    with serving(SLOPELAB, ROOT, {"SLOPELAB_STALL_SECONDS": "1"}) as server, ExitStack() as stack:
        page = httpx.get(f"{server.address}/landscapes", timeout=300).text
        (path,) = set(re.findall(r"/static/\w+/plotly.min.js", page))
        before = descriptors(server)
        for _ in range(5):
            connection = stack.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", int(server.address.rpartition(":")[2])))
            connection.sendall(b"GET " + path.encode() + b" HTTP/1.1\r\n" + HOST + b"\r\n")
        wait_until(lambda: descriptors(server) > before)
        wait_until(lambda: descriptors(server) <= before)


def descriptors(server: Server) -> int:
    """Count the files and connections that a server has open."""
    return len(list(Path(f"/proc/{server.process_id}/fd").iterdir()))


def test_the_connection_that_was_silent_longest_makes_room(small: Server) -> None:
    with ExitStack() as stack:
        connections = [stack.enter_context(connect(small.address)) for _ in range(3 * PLACES)]
        assert httpx.get(f"{small.address}/api/health", timeout=300).status_code == 200
        assert all(read_to_end(connection) == b"" for connection in connections[: 2 * PLACES])
        for connection in connections[-PLACES + 1 :]:
            connection.sendall(HEALTH)
            assert read_answer(connection).status == 200


def test_a_connection_with_a_request_makes_no_room(small: Server) -> None:
    with ExitStack() as stack:
        busy = [stack.enter_context(connect(small.address)) for _ in range(PLACES)]
        for connection in busy:
            connection.sendall(POST % 2 + b"{")
        for _ in range(2 * PLACES):
            with connect(small.address) as late:
                (answer,) = answers(read_to_end(late))
                assert answer.status == 503
                assert answer.closes
                assert int(answer.headers["retry-after"]) > 0
        busy[0].sendall(b"}")
        assert read_answer(busy[0]).status == 422
        assert httpx.get(f"{small.address}/api/health", timeout=300).status_code == 200
        for connection in busy[1:]:
            connection.sendall(b"}")
            assert read_answer(connection).status == 422


@with_proc
def test_few_descriptors_are_no_reason_to_refuse_everybody() -> None:
    limited = ["bash", "-c", 'ulimit -n 256 && exec "$@"', "limited", *SLOPELAB]
    with serving(limited, ROOT) as server, ExitStack() as stack:
        for _ in range(400):
            stack.enter_context(connect(server.address))
        for _ in range(5):
            assert httpx.get(f"{server.address}/api/surfaces", timeout=300).status_code == 200
        assert descriptors(server) < 256


class FakeConnection:
    """A connection that records whether it was ended."""

    aborted = False

    def abort(self) -> None:
        self.aborted = True


def test_places_are_taken_in_order_of_silence() -> None:
    connections = Connections(2)
    first, second, third, fourth, fifth = (FakeConnection() for _ in range(5))
    assert connections.open(first)
    assert connections.open(second)
    connections.start_request(first)
    connections.wait_for_request(first)
    assert connections.open(third)
    assert (first.aborted, second.aborted) == (False, True)
    connections.start_request(first)
    connections.start_request(third)
    assert not connections.open(fourth)
    assert not connections.open(fifth)
    assert (first.aborted, third.aborted, fourth.aborted) == (False, False, True)
    connections.close(first)
    connections.close(fifth)
    assert connections.open(FakeConnection())


@pytest.mark.parametrize(
    ("descriptors", "places"), [(64, 16), (256, 128), (1024, 768), (20_000, MAX_CONNECTIONS), (10**9, MAX_CONNECTIONS)]
)
def test_a_part_of_the_descriptors_is_left_for_files(descriptors: int, places: int) -> None:
    assert places_for(descriptors) == places
