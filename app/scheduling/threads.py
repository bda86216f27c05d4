"""The threads on which everything is computed, shared by all visitors; never the event loop.

Runs in the plane are loops of plain Python, which take turns on the interpreter's lock however many threads there are:
a second thread adds nothing but waiting, for the event loop too. Work on arrays releases the lock, so it has threads
of its own, as many as cores.
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
    """How many can compute at once."""
    return os.cpu_count() or 1


def _has_lock() -> bool:
    """Whether this interpreter runs one thread of Python at a time; free-threaded ones say that they do not."""
    return bool(getattr(sys, "_is_gil_enabled", lambda: True)())
