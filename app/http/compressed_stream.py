"""A stream of lines that is compressed on its way: for those in which much repeats, such as pictures of weights."""

import zlib
from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi import Request

from app.http.line_stream import LineStream
from app.http.negotiation import chosen_encoding
from app.interruption import checkpoint
from app.scheduling.capacity import Capacity
from app.scheduling.threads import array_threads

FAST = 1
"""The level of compression."""
PART_BYTES = 1 << 18
"""That are compressed at a time."""
GZIP_WINDOW = 16 + zlib.MAX_WBITS
"""Makes zlib write the header and the trailer of gzip (RFC 1952)."""


def compressed_stream(request: Request, lines: AsyncGenerator[bytes], capacity: Capacity) -> LineStream:
    """The lines as an answer to a request, compressed if its client accepts that."""
    takes_gzip = chosen_encoding(request.headers.get("accept-encoding", ""), ["gzip"]) is not None
    return GzipLineStream(lines, capacity) if takes_gzip else LineStream(lines, capacity)


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
        compressed = []
        for first in range(0, len(chunk), PART_BYTES):
            checkpoint()
            compressed.append(compressor.compress(chunk[first : first + PART_BYTES]))
        return b"".join([*compressed, compressor.flush(zlib.Z_SYNC_FLUSH)])

    async with aclosing(chunks):
        async for chunk in chunks:
            yield await array_threads().run(flushed, chunk)
    yield compressor.flush()
