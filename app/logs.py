"""A filter that counts repeated log messages instead of logging them.

The actions of visitors and the troubles of the disk are worth one line; a hundred a second would hide everything else
and fill the disk.
"""

import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

_SECONDS = 60.0
_MAX_REMEMBERED = 500
"""The maximum number of different messages remembered; the program has fewer, but libraries may insert values."""
_CAUSED_BY_CLIENTS = ("uvicorn.error", "asyncio")
"""Loggers of libraries for messages that clients can cause."""
_ANSWERED_TO_CLIENTS = ("python_multipart",)
"""Loggers of libraries whose warnings the client receives as an answer anyway."""


@dataclass
class _Count:
    """The number of equal messages within a minute of the first."""

    since: float
    lines: int = 0


class RepetitionFilter(logging.Filter):
    """Lets equal messages of a logger through a few times a minute; the next one after that reports how many were not.

    Messages are equal if they differ only in numbers and values; errors, if they have the same type and origin.
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
        """Return how many equal messages were left out before this one; None if this one is left out too."""
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
    """Return the key of a record, equal for records that count as equal."""
    message = re.sub(r"\d+", "0", str(record.msg).partition("\n")[0])
    if not record.exc_info:
        return record.name, message
    kind, _, trace = record.exc_info
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return record.name, message, kind, None if trace is None else (trace.tb_frame.f_code, trace.tb_lineno)


_REPETITIONS = RepetitionFilter(max_lines=5)


def logger_of(module: str) -> logging.Logger:
    """Return the logger of a module, with repetitions limited."""
    logger = logging.getLogger(module)
    logger.addFilter(_REPETITIONS)
    return logger


def limit_repetitions(max_lines: int) -> None:
    """Limit equal messages to ``max_lines`` a minute, of libraries too; drop those that repeat an answer to a client.

    Loggers belong to the process: the latest application decides.
    """
    _REPETITIONS.max_lines = max_lines
    for name in _CAUSED_BY_CLIENTS:
        logging.getLogger(name).addFilter(_REPETITIONS)
    for name in _ANSWERED_TO_CLIENTS:
        logging.getLogger(name).setLevel(logging.ERROR)
