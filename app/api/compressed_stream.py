"""A stream of lines that is compressed on its way: for those in which much repeats, such as pictures of weights."""

import zlib
from collections.abc import AsyncGenerator
from contextlib import aclosing

from anyio import to_thread
from fastapi import Request

from app.api.accepted import chosen_encoding
from app.api.line_stream import LineStream
from app.runs.admission import Admission
from app.runs.threads import array_threads

FAST = 1
"""The level of compression."""
GZIP_WINDOW = 16 + zlib.MAX_WBITS
"""Makes zlib write the header and the trailer of gzip (RFC 1952)."""


def compressed_stream(request: Request, lines: AsyncGenerator[bytes], admission: Admission) -> LineStream:
    """The lines as an answer to a request, compressed if its client accepts that."""
    takes_gzip = chosen_encoding(request.headers.get("accept-encoding", ""), ["gzip"]) is not None
    return GzipLineStream(lines, admission) if takes_gzip else LineStream(lines, admission)


class GzipLineStream(LineStream):
    """Sends each piece of the lines, as it comes, so that it can be unpacked at once."""

    def __init__(self, lines: AsyncGenerator[bytes], admission: Admission) -> None:
        super().__init__(lines, admission)
        self.headers["content-encoding"] = "gzip"

    def pieces(self) -> AsyncGenerator[bytes]:
        return _flushed(super().pieces())


async def _flushed(pieces: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    compressor = zlib.compressobj(FAST, zlib.DEFLATED, GZIP_WINDOW)

    def flushed(piece: bytes) -> bytes:
        return compressor.compress(piece) + compressor.flush(zlib.Z_SYNC_FLUSH)

    async with aclosing(pieces):
        async for piece in pieces:
            yield await to_thread.run_sync(flushed, piece, limiter=array_threads())
    yield compressor.flush()
