"""The threads on which everything is computed, shared by all visitors; never the event loop.

Slices of runs are loops of plain Python, which take turns on the interpreter's lock however many threads there are: a
second thread adds nothing but waiting, for the event loop too. Work on arrays releases the lock, so it has threads of
its own, as many as cores.
"""

import os
import sys

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar

from app.settings import settings

_slices: RunVar[CapacityLimiter] = RunVar("slices")
_arrays: RunVar[CapacityLimiter] = RunVar("arrays")
_large: RunVar[CapacityLimiter] = RunVar("large")


def slice_threads() -> CapacityLimiter:
    """The limiter for slices of runs; those who wait for a thread get it in order of arrival."""
    return _limiter(_slices, settings.workers or (1 if _has_lock() else _cores()))


def array_threads() -> CapacityLimiter:
    """The limiter for work on arrays."""
    return _limiter(_arrays, _cores())


def large_work() -> CapacityLimiter:
    """The limiter for work on arrays that holds much memory from one slice to the next: as much goes on as on cores."""
    return _limiter(_large, _cores())


def _limiter(variable: RunVar[CapacityLimiter], threads: int) -> CapacityLimiter:
    """The limiter of the running event loop."""
    try:
        return variable.get()
    except LookupError:
        limiter = CapacityLimiter(threads)
        variable.set(limiter)
        return limiter


def _has_lock() -> bool:
    """Whether this interpreter runs one thread of Python at a time; free-threaded ones say that they do not."""
    return bool(getattr(sys, "_is_gil_enabled", lambda: True)())


def _cores() -> int:
    return os.cpu_count() or 1
