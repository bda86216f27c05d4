"""Points at which long work may be interrupted: to let others have their turn, or to end when nobody waits for it.

Whatever computes for long calls `checkpoint` at least every 20 ms or so. What happens there is up to whoever runs the
work; by itself a checkpoint does nothing.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Hook = Callable[[], None]


class Interrupted(BaseException):
    """Raised at a checkpoint of work that is to end there; no Exception, so that no handler of those keeps it going."""


class _Local(threading.local):
    hook: Hook | None = None


_local = _Local()


def checkpoint() -> None:
    """Do what whoever runs this thread's work wants done between its parts.

    Raises:
        Interrupted: the work is to end here.
    """
    if _local.hook is not None:
        _local.hook()


@contextmanager
def checkpoints(hook: Hook) -> Iterator[None]:
    """Call ``hook`` at every checkpoint of this thread as long as the context lasts."""
    before, _local.hook = _local.hook, hook
    try:
        yield
    finally:
        _local.hook = before
