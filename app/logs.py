"""Log lines that say the same thing over and over are counted instead.

What visitors do and what is wrong with the disk can be said once; a hundred times a second it hides everything else
and fills the disk.
"""

import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

_SECONDS = 60.0
_MAX_REMEMBERED = 500
"""Different messages that are remembered; the program has fewer, but a library may put values into them."""
_CAUSED_BY_CLIENTS = ("uvicorn.error", "asyncio")
"""Loggers of libraries."""
_ANSWERED_TO_CLIENTS = ("python_multipart",)
"""Loggers of libraries that warn of what the client is answered anyway."""


@dataclass
class _Count:
    """How often the same was said since the first time within a minute."""

    since: float
    lines: int = 0


class RepetitionFilter(logging.Filter):
    """Lets the same message of a logger through a few times a minute; the next one after that tells how many were not.

    Messages are the same if they differ in numbers and values only; errors, if they are of one type and from one place.
    """

    def __init__(self, max_lines: int, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.max_lines = max_lines
        self._clock = clock
        self._counts: dict[tuple[object, ...], _Count] = {}
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is logged."""
        with self._lock:
            left_out = self._left_out(_key(record))
        if left_out is None:
            return False
        if left_out:
            record.msg = f"{record.getMessage().rstrip()} ({left_out:,} more like it were not logged.)"
            record.args = None
        return True

    def _left_out(self, key: tuple[object, ...]) -> int | None:
        """How many of a kind were left out before this one; None if this one is, too."""
        now = self._clock()
        count = self._counts.get(key)
        left_out = 0
        if count is None or now - count.since >= _SECONDS:
            left_out = 0 if count is None else max(0, count.lines - self.max_lines)
            if len(self._counts) >= _MAX_REMEMBERED:
                self._counts.clear()
            count = self._counts[key] = _Count(now)
        count.lines += 1
        return left_out if count.lines <= self.max_lines else None


def _key(record: logging.LogRecord) -> tuple[object, ...]:
    """What is equal in records that say the same."""
    message = re.sub(r"\d+", "0", str(record.msg).partition("\n")[0])
    if not record.exc_info:
        return record.name, message
    kind, _, trace = record.exc_info
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return record.name, message, kind, None if trace is None else (trace.tb_frame.f_code, trace.tb_lineno)


_REPETITIONS = RepetitionFilter(max_lines=5)


def logger_of(module: str) -> logging.Logger:
    """The logger of a module, which does not repeat itself."""
    logger = logging.getLogger(module)
    logger.addFilter(_REPETITIONS)
    return logger


def limit_repetitions(max_lines: int) -> None:
    """Let the same be logged so often a minute, by libraries too, and nothing of what the client is answered.

    Loggers belong to the process: the application that was made last decides.
    """
    _REPETITIONS.max_lines = max_lines
    for name in _CAUSED_BY_CLIENTS:
        logging.getLogger(name).addFilter(_REPETITIONS)
    for name in _ANSWERED_TO_CLIENTS:
        logging.getLogger(name).setLevel(logging.ERROR)
