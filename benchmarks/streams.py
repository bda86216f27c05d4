"""Runs over HTTP: steps a second that one client receives, and the time to the first frame."""

import http.client
import time
from collections.abc import Generator, Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import httpx
import orjson

from benchmarks.measurement import Measurement, best_rate, median_seconds, millions, milliseconds, seconds
from tests.servers import Server

READ_BYTES = 1 << 18
BAD_BODIES = {
    "a run of 65 optimizers": b'{"objective":{"kind":"surface","id":"beale"},"optimizers":[%s]}'
    % b",".join([b'{"rule":"adam"}'] * 65),
    "a body of 1 MB": b'"' + b"x" * 1_000_000 + b'"',
}


def specification(optimizers: int, steps: int) -> dict[str, Any]:
    """A run of momentum on Rosenbrock."""
    return {
        "objective": {"kind": "surface", "id": "rosenbrock"},
        "steps": steps,
        "optimizers": [{"rule": "momentum", "learning_rate": 1e-3}] * optimizers,
    }


def measurements(server: Server) -> Iterator[Measurement]:
    """The throughput and the latency of streams from an idle server."""
    time.sleep(3)  # The server compresses its large files right after it has started.
    run = specification(optimizers=4, steps=100_000)
    rate = best_rate(lambda: _received_steps(server, run), seconds=10)
    yield Measurement("received over HTTP by one Python client", millions(rate), "≥ 1 M/s")
    first = median_seconds(lambda: _first_frame(server, run), repetitions=20)
    yield Measurement("first frame, idle server", milliseconds(first), "≤ 50 ms")
    with httpx.Client(base_url=server.address) as client:
        for what, body in BAD_BODIES.items():
            slowest = max(seconds(partial(_refused, client, body)) for _ in range(20))
            yield Measurement(f"refusing {what}, slowest of 20", milliseconds(slowest), "≤ 100 ms")


def lines(server: Server, run: dict[str, Any]) -> Generator[Any, None, None]:
    """The parsed lines of a run's stream."""
    address = urlsplit(server.address)
    connection = http.client.HTTPConnection(str(address.hostname), address.port)
    try:
        connection.request("POST", "/api/runs", orjson.dumps(run), {"Content-Type": "application/json"})
        response, rest = connection.getresponse(), b""
        while chunk := response.read1(READ_BYTES):
            *whole, rest = (rest + chunk).split(b"\n")
            yield from map(orjson.loads, whole)
    finally:
        connection.close()


def _received_steps(server: Server, run: dict[str, Any]) -> int:
    return sum(len(line["x"]) for line in lines(server, run) if line["type"] == "frame")


def _first_frame(server: Server, run: dict[str, Any]) -> None:
    stream = lines(server, run)
    next(line for line in stream if line["type"] == "frame")
    stream.close()


def _refused(client: httpx.Client, body: bytes) -> None:
    response = client.post("/api/runs", content=body, headers={"Content-Type": "application/json"})
    assert response.is_client_error
