"""A stream of which no more than so much is read, whatever its content asks for."""

import io


class TooMuch(Exception):
    """The stream goes on beyond what is read of it."""


class BoundedReader(io.RawIOBase):
    """Reads a stream forward up to a number of bytes.

    Args:
        stream: open at its start.
        most_bytes: that may be read.
    """

    def __init__(self, stream: io.BufferedIOBase, most_bytes: int) -> None:
        super().__init__()
        self._stream = stream
        self._left = most_bytes

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes, all there are if it is negative; none at the end.

        Raises:
            TooMuch: more have come than may be read.
        """
        most = self._left + 1
        content = self._stream.read(most if size < 0 else min(size, most))
        self._left -= len(content)
        if self._left < 0:
            raise TooMuch
        return content
