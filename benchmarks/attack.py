"""The delay for other visitors while one address attacks the server.

``python -m benchmarks.attack`` starts a server, runs each attack from 127.0.0.1 in its own process, and measures from
127.0.0.2, as a second visitor, the times of a health check and of the first frame of a run. Nothing leaves this
machine, and every attack is bounded in time and number.
"""

import asyncio
import io
import multiprocessing
import signal
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import orjson
from PIL import Image

from benchmarks.measurement import Measurement, milliseconds
from benchmarks.open_loop import RUN
from tests.servers import Server

SECONDS = 10.0
"""The duration of each attack."""
SECOND_VISITOR = "127.0.0.2"
HEALTH = b"GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True)
class Target:
    """The address at which the server listens."""

    host: str
    port: int

    async def connect(self, source: str | None = None) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection from an address of this machine."""
        local = (source, 0) if source else None
        return await asyncio.open_connection(self.host, self.port, local_addr=local)


Attack = Callable[[Target], Awaitable[None]]


def post(path: str, body: bytes, content_type: str = "application/json") -> bytes:
    """A request."""
    headers = ("Host: localhost", f"Content-Type: {content_type}", f"Content-Length: {len(body)}")
    return "\r\n".join((f"POST {path} HTTP/1.1", *headers, "\r\n")).encode() + body


async def endless_header(target: Target) -> None:
    """One socket after the other sends a header line of up to 200 MB."""
    while True:
        _, writer = await target.connect()
        with suppress(OSError):
            writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
            for _ in range(200):
                writer.write(b"x" * 1_000_000)
                await writer.drain()
        writer.close()
        await asyncio.sleep(0.01)


async def dripping_sockets(target: Target) -> None:
    """300 sockets send a byte of a header a second."""

    async def drip() -> None:
        while True:
            with suppress(OSError):
                _, writer = await target.connect()
                writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
                while True:
                    writer.write(b"x")
                    await writer.drain()
                    await asyncio.sleep(1)
            await asyncio.sleep(0.1)

    await asyncio.gather(*(drip() for _ in range(300)))


async def unread_streams(target: Target) -> None:
    """64 clients request long runs and read nothing."""
    optimizers = [{"rule": "gradient_descent", "learning_rate": 1e-4}] * 4
    request = post("/api/runs", orjson.dumps({**RUN, "steps": 1_000_000, "optimizers": optimizers}))

    async def ask() -> None:
        while True:
            _, writer = await target.connect()
            writer.transport.pause_reading()  # type: ignore[attr-defined]
            with suppress(OSError):
                writer.write(request)
                await asyncio.sleep(3600)

    await asyncio.gather(*(ask() for _ in range(64)))


async def convnet_streams(target: Target) -> None:
    """Eight clients train convolutional networks with full batches."""
    optimizer = {"rule": "adam", "learning_rate": 0.001}
    objective = {"kind": "classifier", "dataset": "patches", "model": "convnet"}
    await _repeated(target, post("/api/runs", orjson.dumps({"objective": objective, "optimizers": [optimizer]})), 8)


async def basins(target: Target) -> None:
    """30 clients request maps of basins at the limit."""
    axis = {"low": -5, "high": 5, "count": 256}
    optimizer = {"rule": "adam", "learning_rate": 0.1}
    objective = {"kind": "surface", "id": "ackley"}
    request = {"objective": objective, "optimizer": optimizer, "x": axis, "y": axis, "steps": 366}
    await _repeated(target, post("/api/basins", orjson.dumps(request)), 30)


async def image_bombs(target: Target) -> None:
    """16 clients send images that are small as files and 25 megapixels large."""
    content = io.BytesIO()
    Image.new("RGB", (5000, 5000), "white").save(content, "PNG")
    boundary = "boundary"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\n\r\n'
    body = head.encode() + content.getvalue() + f"\r\n--{boundary}--\r\n".encode()
    await _repeated(target, post("/api/features", body, f"multipart/form-data; boundary={boundary}"), 16)


ATTACKS: dict[str, Attack] = {
    "an endless header": endless_header,
    "300 dripping sockets": dripping_sockets,
    "64 unread streams": unread_streams,
    "8 ConvNet streams": convnet_streams,
    "30 basins at their limit": basins,
    "16 clients with image bombs": image_bombs,
}


async def _repeated(target: Target, request: bytes, clients: int) -> None:
    """Let ``clients`` clients send a request repeatedly and read the answers."""

    async def ask() -> None:
        while True:
            with suppress(OSError):
                reader, writer = await target.connect()
                writer.write(request)
                while await reader.read(1 << 16):
                    if reader.at_eof():
                        break
            await asyncio.sleep(0.1)

    await asyncio.gather(*(ask() for _ in range(clients)))


def _attack(name: str, target: Target) -> None:
    async def bounded() -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(ATTACKS[name](target), SECONDS + 30)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(bounded())


def measurements(server: Server) -> Iterator[Measurement]:
    """The p95 of health and of the first frame of a second visitor, under each attack."""
    url = urlsplit(server.address)
    target = Target(str(url.hostname), url.port or 80)
    context = multiprocessing.get_context("spawn")
    for name in ATTACKS:
        attacker = context.Process(target=_attack, args=(name, target), daemon=True)
        attacker.start()
        try:
            time.sleep(3)
            health, frames, refused = asyncio.run(_second_visitor(target))
        finally:
            attacker.kill()
            attacker.join()
        yield Measurement(f"p95 of /api/health during {name}", milliseconds(_p95(health)), "≤ 100 ms")
        yield Measurement(f"p95 of a first frame during {name}", milliseconds(_p95(frames)), "≤ 300 ms")
        yield Measurement(f"runs of others refused during {name}", f"{refused} of {len(frames) + refused}", "0")
        time.sleep(2)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * len(times))] if times else float("inf")


async def _second_visitor(target: Target) -> tuple[list[float], list[float], int]:
    """The times of health and of first frames, in seconds, and how many runs were refused."""
    health: list[float] = []
    frames: list[float] = []
    refused = 0
    until = time.perf_counter() + SECONDS
    request = post("/api/runs", orjson.dumps({**RUN, "steps": 5000}))
    while time.perf_counter() < until:
        health.append((await _time_to(target, HEALTH, b'"ok"'))[0])
        seconds, found = await _time_to(target, request, b'"frame"')
        if found:
            frames.append(seconds)
        else:
            refused += 1
        await asyncio.sleep(0.05)
    return health, frames, refused


async def _time_to(target: Target, request: bytes, sign: bytes) -> tuple[float, bool]:
    """Measure the time from connecting until a sign arrives, and whether it arrived before the answer ended."""
    began = time.perf_counter()
    try:
        reader, writer = await target.connect(SECOND_VISITOR)
    except OSError:
        return time.perf_counter() - began, False
    writer.write(request)
    received = b""
    with suppress(OSError, TimeoutError):
        while sign not in received:
            chunk = await asyncio.wait_for(reader.read(1 << 16), 20)
            if not chunk or b" 503 " in chunk[:20]:
                break
            received = received[-100:] + chunk
    seconds = time.perf_counter() - began
    writer.close()
    return seconds, sign in received


def main() -> None:
    """Print a table of a second visitor's waiting times."""
    from benchmarks.__main__ import machine, show
    from tests.conftest import ROOT, SLOPELAB
    from tests.servers import serving

    print(machine())
    with (
        serving(SLOPELAB, ROOT) as server,
        socket.create_connection((urlsplit(server.address).hostname, urlsplit(server.address).port)),
    ):
        time.sleep(5)
        show(measurements(server))


if __name__ == "__main__":
    main()
