"""File contents that several processes read without a copy being sent to each."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

_OWN_DESCRIPTORS = Path("/proc/self/fd")


@dataclass(frozen=True)
class SharedContent:
    """Bytes, or their location in shared memory."""

    _content: bytes | Path

    def read(self) -> bytes:
        """Read the bytes.

        Raises:
            OSError: the bytes are no longer shared.
        """
        return self._content if isinstance(self._content, bytes) else self._content.read_bytes()


@contextmanager
def shared(content: bytes) -> Iterator[SharedContent]:
    """Share bytes with other processes as long as the context lasts.

    On Linux they are in memory under a name that vanishes with this process, however it ends. Elsewhere they are sent
    to each process.
    """
    if not _can_share():
        yield SharedContent(content)
        return
    descriptor = os.memfd_create("slopelab")
    try:
        with os.fdopen(descriptor, "wb", closefd=False) as file:
            file.write(content)
        yield SharedContent(Path("/proc") / str(os.getpid()) / "fd" / str(descriptor))
    finally:
        os.close(descriptor)


def with_content(function: Callable[..., T], content: SharedContent, *arguments: Any, **named: Any) -> T:
    """Call a function with shared bytes and other arguments, in a process to which the bytes are not sent."""
    return function(content.read(), *arguments, **named)


def _can_share() -> bool:
    """Whether other processes of this user may open this process's files."""
    return hasattr(os, "memfd_create") and _OWN_DESCRIPTORS.is_dir() and _OWN_DESCRIPTORS.stat().st_uid == os.geteuid()
