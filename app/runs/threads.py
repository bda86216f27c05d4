"""The threads on which everything is computed: as many as cores, shared by all visitors, never the event loop."""

import os

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar

from app.settings import settings

_threads: RunVar[CapacityLimiter] = RunVar("threads")


def shared_threads() -> CapacityLimiter:
    """The limiter of the running event loop; those who wait for a thread get it in order of arrival."""
    try:
        return _threads.get()
    except LookupError:
        threads = CapacityLimiter(settings.workers or os.cpu_count() or 1)
        _threads.set(threads)
        return threads
