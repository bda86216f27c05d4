"""Checkpoints, at which long work may be interrupted: to let other work have its turn, or to end if abandoned.

Long computations call `checkpoint` at least every 20 ms or so. The runner of the work decides what happens there; by
itself a checkpoint does nothing. Work that waits at a checkpoint for its turn must not hold a lock that other work
needs: see `uninterruptible` and `computed_once`.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, Self, TypeVar, overload

Hook = Callable[[], None]
Value = TypeVar("Value")


class Interrupted(BaseException):
    """Raised at a checkpoint to end the work; not an Exception, so that no handler of exceptions catches it."""


class _Local(threading.local):
    hook: Hook | None = None


_local = _Local()


def checkpoint() -> None:
    """Call the hook of this thread's runner between two parts of its work.

    Raises:
        Interrupted: the work has to end here.
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
    """Skip this thread's checkpoints as long as the context lasts: for short work that holds a lock."""
    with checkpoints(_pass_over):
        yield


def _pass_over() -> None:
    """Do nothing at a checkpoint."""


class computed_once(Generic[Value]):
    """A property that is computed at its first access, once for each object.

    `functools.cached_property` of Python 3.11 holds a lock shared by all objects meanwhile. Here two threads that
    access it at the same time both compute it.
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
