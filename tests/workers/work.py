"""Work of every kind, for tests of workers."""

import ctypes
import hashlib
import os
import time
from pathlib import Path

import numpy as np


def double(number: int) -> int:
    """Work that succeeds."""
    return 2 * number


def nap(seconds: float) -> float:
    """Work that takes its time."""
    time.sleep(seconds)
    return seconds


def wait_for(file: Path) -> str:
    """Work that ends when there is a file."""
    while not file.exists():
        time.sleep(0.01)
    return file.name


def hang() -> None:
    """Work that never ends."""
    while True:
        pass


def hang_in_a_library(file: Path) -> None:
    """Work that does not come back to Python for minutes, after it has written the number of its process to a file."""
    written = file.with_suffix(".written")
    written.write_text(str(os.getpid()))
    written.rename(file)
    hashlib.pbkdf2_hmac("sha256", b"", b"", 1_000_000_000)


def crash() -> None:
    """Work that takes its process with it."""
    ctypes.string_at(0)


def eat(megabytes: int) -> int:
    """Work that needs memory, and touches it."""
    return int(np.ones(megabytes << 20, np.uint8).sum())


def eat_twice(megabytes: int) -> int:
    """Work that needs more memory while it holds some."""
    held = np.ones(megabytes << 20, np.uint8)
    try:
        return eat(megabytes) + int(held[0])
    except MemoryError as error:
        raise MemoryError("Once was enough.") from error


def fail() -> None:
    """Work that raises."""
    raise LookupError("nothing there")
