"""A crowd: how fast a light request is while fifty runs stream, and what memory they take."""

import asyncio
import time
from collections.abc import Iterator

import httpx

from benchmarks.measurement import Measurement, milliseconds
from benchmarks.server import memory_bytes
from benchmarks.streams import specification
from tests.servers import Server

RUNS = 50
REQUESTS = 200


def measurements(server: Server) -> Iterator[Measurement]:
    """The p95 of /api/health and the growth of the server's memory while runs of 100,000 steps stream."""
    before = memory_bytes(server)
    times, peak = asyncio.run(_crowd(server))
    p95 = sorted(times)[int(0.95 * len(times))]
    yield Measurement(f"p95 of /api/health while {RUNS} runs stream", milliseconds(p95), "≤ 30 ms")
    yield Measurement(f"memory added by {RUNS} runs of 100,000 steps", f"{(peak - before) / 1e6:.0f} MB", "< 200 MB")


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
