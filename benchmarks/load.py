"""Load: the time of a light request while fifty runs stream, their memory, and the number of runs a second."""

import asyncio
import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx

from benchmarks.measurement import Measurement, milliseconds
from benchmarks.open_loop import LoadReport
from benchmarks.server import memory_bytes, processor_seconds
from benchmarks.streams import specification
from tests.conftest import ROOT
from tests.servers import Server

RUNS = 50
REQUESTS = 200
OFFERED_SECONDS = 5
ALTERNATIONS = 5


def measurements(server: Server) -> Iterator[Measurement]:
    """The p95 of /api/health and the growth of the server's memory while runs of 100,000 steps stream."""
    before = memory_bytes(server)
    times, peak = asyncio.run(_crowd(server))
    p95 = sorted(times)[int(0.95 * len(times))]
    yield Measurement(f"p95 of /api/health while {RUNS} runs stream", milliseconds(p95), "≤ 30 ms")
    yield Measurement(f"memory added by {RUNS} runs of 100,000 steps", f"{(peak - before) / 1e6:.0f} MB", "< 200 MB")


def runs_a_second(server: Server) -> Iterator[Measurement]:
    """Measure the page's first run with an open-loop client, and its cost relative to the minimum.

    The minimum is the same server's processor time for a run on one bare route, measured in alternation.
    """
    steady = offered(server, 180)
    yield Measurement("runs a second completed of 180 offered", f"{steady.completed:.0f}", "≥ 180")
    yield Measurement("p95 of their first frames", milliseconds(steady.first_frame_p95), "≤ 50 ms")
    crowded = offered(server, 400)
    yield Measurement("runs a second completed of 400 offered", f"{crowded.completed:.0f}", "≥ 200")
    with serving_bare_route() as bare:
        ratios = [_run_seconds(server) / _run_seconds(bare) for _ in range(ALTERNATIONS)]
    ratio = statistics.median(ratios)
    yield Measurement("processor time of a run / of a bare route", f"{ratio:.2f}", "≤ 1.25")


def offered(server: Server, rate: float) -> LoadReport:
    """Let a client request ``rate`` runs a second for some seconds, and return its report."""
    command = [sys.executable, "-m", "benchmarks.open_loop", server.address, str(rate), str(OFFERED_SECONDS)]
    return LoadReport(**json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout))


def _run_seconds(server: Server) -> float:
    """The processor time that a server takes for a run."""
    before = processor_seconds(server)
    report = offered(server, 100)
    return (processor_seconds(server) - before) / (report.completed * OFFERED_SECONDS)


@contextmanager
def serving_bare_route() -> Iterator[Server]:
    """A server of the bare route."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "benchmarks.bare_route:app",
        "--port",
        str(port),
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        while process.poll() is None:
            with suppress(httpx.TransportError):
                httpx.get(server.address)
                break
            time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait()


async def _crowd(server: Server) -> tuple[list[float], int]:
    times: list[float] = []
    peak = 0
    async with httpx.AsyncClient(
        base_url=server.address, timeout=120, limits=httpx.Limits(max_connections=None)
    ) as client:
        runs = [asyncio.create_task(_follow(client)) for _ in range(RUNS)]
        await asyncio.sleep(1)
        while len(times) < REQUESTS and not all(run.done() for run in runs):
            began = time.perf_counter()
            (await client.get("/api/health")).raise_for_status()
            times.append(time.perf_counter() - began)
            peak = max(peak, memory_bytes(server))
            await asyncio.sleep(0.02)
        for run in runs:
            run.cancel()
        await asyncio.gather(*runs, return_exceptions=True)
    return times, peak


async def _follow(client: httpx.AsyncClient) -> None:
    async with client.stream("POST", "/api/runs", json=specification(1, 100_000)) as response:
        response.raise_for_status()
        async for _ in response.aiter_raw(1 << 18):
            pass
