"""Downloads for the command; the server itself never downloads anything."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from typing import BinaryIO
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    UnknownHandler,
)

Say = Callable[[str], None]

MEGABYTE = 1_000_000
CHUNK = 1 << 18
REPORT_BYTES = 10 * MEGABYTE


class DownloadError(Exception):
    """The download failed or is incomplete; the message says why, in one line."""


@contextmanager
def downloaded(address: str, max_bytes: int, seconds: float, say: Say) -> Iterator[BinaryIO]:
    """Download an address to a temporary file, open at its start, which is removed when the context ends.

    Args:
        address: http or https, as must be every address to which it redirects.
        max_bytes: the maximum size of the download.
        seconds: how long the other side may be silent.
        say: called with a line after every 10 MB.

    Raises:
        DownloadError: the address cannot be reached, answers with an error, falls silent, or sends too much.
    """
    with tempfile.TemporaryFile() as file:
        try:
            _fetch(address, file, max_bytes, seconds, say)
        except HTTPError as error:
            raise DownloadError(f"the server answers {error.code} {error.reason}") from error
        except URLError as error:
            raise DownloadError(f"the address cannot be read: {error.reason}") from error
        except (OSError, HTTPException, ValueError) as error:
            raise DownloadError(f"the download failed: {error}") from error
        file.seek(0)
        yield file


def _fetch(address: str, file: BinaryIO, max_bytes: int, seconds: float, say: Say) -> None:
    with _opener().open(address, timeout=seconds) as answer:
        reported = taken = 0
        while chunk := answer.read(CHUNK):
            taken += len(chunk)
            if taken > max_bytes:
                raise DownloadError(f"the file has more than {max_bytes / MEGABYTE:g} MB")
            file.write(chunk)
            if taken - reported >= REPORT_BYTES:
                reported = taken
                say(f"downloaded {taken // MEGABYTE} MB")


def _opener() -> OpenerDirector:
    """Make an opener of http and https, with redirects, and of nothing else: no files of this machine, no FTP."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler,
        HTTPHandler,
        HTTPSHandler,
        HTTPRedirectHandler,
        HTTPDefaultErrorHandler,
        HTTPErrorProcessor,
        UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener
