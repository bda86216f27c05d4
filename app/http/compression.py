"""Answers that are compressed on their way: large ones of JSON, and streams of lines in which much repeats."""

import zlib
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing

from fastapi import Request
from fastapi.responses import Response

from app.http.line_stream import LineStream
from app.http.negotiation import chosen_encoding
from app.interruption import checkpoint
from app.scheduling.capacity import Capacity
from app.scheduling.threads import array_threads

MIN_BYTES = 4096
"""Smaller answers are sent as they are."""
FAST = 1
"""The level of compression."""
PART_BYTES = 1 << 18
"""How much is compressed between two checkpoints."""
GZIP_WINDOW = 16 + zlib.MAX_WBITS
"""Makes zlib write the header and the trailer of gzip (RFC 1952)."""


async def compressed(request: Request, answer: Response) -> Response:
    """An answer, compressed on a thread if it is large, of JSON, and the request's client accepts that."""
    if answer.media_type != "application/json" or len(answer.body) < MIN_BYTES:
        return answer
    answer.headers["vary"] = "accept-encoding"
    if _takes_gzip(request):
        answer.body = await array_threads().run(gzipped, bytes(answer.body))
        answer.headers["content-encoding"] = "gzip"
        answer.headers["content-length"] = str(len(answer.body))
    return answer


def compressed_stream(request: Request, lines: AsyncGenerator[bytes], capacity: Capacity) -> LineStream:
    """The lines as an answer to a request, compressed if its client accepts that."""
    return GzipLineStream(lines, capacity) if _takes_gzip(request) else LineStream(lines, capacity)


def gzipped(content: bytes) -> bytes:
    """The content as a gzip file, the same for the same content."""
    compressor = zlib.compressobj(FAST, zlib.DEFLATED, GZIP_WINDOW)
    return b"".join([*_parts(compressor, content), compressor.flush()])


class GzipLineStream(LineStream):
    """Sends each chunk of lines, as it comes, so that it can be unpacked at once."""

    def __init__(self, lines: AsyncGenerator[bytes], capacity: Capacity) -> None:
        super().__init__(lines, capacity)
        self.headers["content-encoding"] = "gzip"

    def chunks(self) -> AsyncGenerator[bytes]:
        return _flushed(super().chunks())


async def _flushed(chunks: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    compressor = zlib.compressobj(FAST, zlib.DEFLATED, GZIP_WINDOW)

    def flushed(chunk: bytes) -> bytes:
        return b"".join([*_parts(compressor, chunk), compressor.flush(zlib.Z_SYNC_FLUSH)])

    async with aclosing(chunks):
        async for chunk in chunks:
            yield await array_threads().run(flushed, chunk)
    yield compressor.flush()


def _parts(compressor: "zlib._Compress", content: bytes) -> Iterator[bytes]:
    for first in range(0, len(content), PART_BYTES):
        checkpoint()
        yield compressor.compress(content[first : first + PART_BYTES])


def _takes_gzip(request: Request) -> bool:
    return chosen_encoding(request.headers.get("accept-encoding", ""), ["gzip"]) is not None
