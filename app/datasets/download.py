"""Files from the web, for the command; the server itself never asks for any."""

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
TOLD_EVERY = 10 * MEGABYTE


class DownloadError(Exception):
    """Nothing, or not all, could be downloaded; the message says why, in one line."""


@contextmanager
def downloaded(address: str, max_bytes: int, seconds: float, say: Say) -> Iterator[BinaryIO]:
    """A temporary file with what is at an address, open at its start; it is gone when the context ends.

    Args:
        address: http or https, and so is every address that it leads on to.
        max_bytes: that are taken.
        seconds: that the other side may be silent.
        say: called with a line after every 10 MB.

    Raises:
        DownloadError: it cannot be reached, answers with an error, falls silent, or sends too much.
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
        told = taken = 0
        while chunk := answer.read(CHUNK):
            taken += len(chunk)
            if taken > max_bytes:
                raise DownloadError(f"the file has more than {max_bytes / MEGABYTE:g} MB")
            file.write(chunk)
            if taken - told >= TOLD_EVERY:
                told = taken
                say(f"downloaded {taken // MEGABYTE} MB")


def _opener() -> OpenerDirector:
    """What opens http and https, redirected or not, and nothing else: no files of this machine, no FTP."""
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
