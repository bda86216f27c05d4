"""Streams of lines that end early."""

import asyncio
import json
import zlib
from collections.abc import AsyncGenerator

import httpx
from fastapi import FastAPI

from app.http.compression import GzipLineStream
from app.http.line_stream import LineStream
from app.json_lines import line
from app.scheduling.capacity import Capacity

APP = FastAPI()


@APP.get("/breaking")
async def breaking() -> LineStream:
    async def lines() -> AsyncGenerator[bytes, None]:
        yield line({"type": "progress"})
        raise RuntimeError("a secret")

    return LineStream(lines(), Capacity(1, 5.0))


def test_a_stream_that_breaks_off_ends_in_an_error_line() -> None:
    async def ask() -> str:
        transport = httpx.ASGITransport(APP)
        async with httpx.AsyncClient(transport=transport, base_url="http://slopelab") as client:
            return (await client.get("/breaking")).text

    text = asyncio.run(ask())
    first, last = map(json.loads, text.splitlines())
    assert first == {"type": "progress"}
    assert (last["type"], last["status"]) == ("error", 500)
    assert "secret" not in text


def test_pieces_of_a_compressed_stream_can_be_unpacked_as_they_come() -> None:
    events = [line({"type": "weights", "values": [value] * 100}) for value in range(3)]
    read: list[bytes] = []
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)

    async def lines() -> AsyncGenerator[bytes, None]:
        for count, event in enumerate(events):
            assert read == events[:count], "what went before has arrived"
            yield event

    async def take() -> None:
        async for event in GzipLineStream(lines(), Capacity(1, 5.0)).chunks():
            if unpacked := unpacker.decompress(event):
                read.append(unpacked)

    asyncio.run(take())
    assert read == events
    assert unpacker.eof
