"""The threads shared by all visitors, on which everything is computed; nothing is computed on the event loop.

Runs in the plane are loops of plain Python, which take turns on the interpreter's lock however many threads there are:
a second thread would only add waiting, for the event loop too. Work on arrays releases the lock, so it has separate
threads, one for each core.
"""

import os
import sys

from app.instance import current_settings, one_per_instance
from app.scheduling.turns import Turns


@one_per_instance
def python_threads() -> Turns:
    """The threads for loops of plain Python."""
    return Turns(current_settings().workers or (1 if _has_lock() else cores()), current_settings().slice_seconds)


@one_per_instance
def array_threads() -> Turns:
    """The threads for work on arrays."""
    return Turns(cores(), current_settings().slice_seconds)


def cores() -> int:
    """The number of threads that can compute at once."""
    return os.cpu_count() or 1


def _has_lock() -> bool:
    """Whether this interpreter has a global lock; free-threaded builds report that they have none."""
    return bool(getattr(sys, "_is_gil_enabled", lambda: True)())
