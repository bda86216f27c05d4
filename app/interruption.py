"""Points at which long work may be interrupted: to let others have their turn, or to end when nobody waits for it.

Whatever computes for long calls `checkpoint` at least every 20 ms or so. What happens there is up to whoever runs the
work; by itself a checkpoint does nothing. Work that waits there for its turn must hold no lock that others need for
theirs: see `uninterruptible` and `computed_once`.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, Self, TypeVar, overload

Hook = Callable[[], None]
Value = TypeVar("Value")


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


@contextmanager
def uninterruptible() -> Iterator[None]:
    """Pass over this thread's checkpoints as long as the context lasts: for what is short and holds a lock."""
    with checkpoints(_pass_over):
        yield


def _pass_over() -> None:
    """Do nothing at a checkpoint."""


class computed_once(Generic[Value]):
    """A property that is computed when it is first asked for, once for each object.

    `functools.cached_property` of Python 3.11 holds a lock of all objects meanwhile. Here two threads that ask at the
    same time both compute it.
    """

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...

    def __get__(self, instance: object | None, owner: type) -> Self | Value:
        if instance is None:
            return self
        value = self._compute(instance)
        instance.__dict__[self._name] = value
        return value
