"""The application to which running code belongs: its settings and its singletons.

A process may contain several applications, as in tests. A context variable, which the application sets before anything
else, says for which of them a task or a thread of `app.scheduling.threads` works.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import Any, TypeVar, cast

from app.environment import read_settings
from app.interruption import uninterruptible
from app.settings import Settings

T = TypeVar("T")


class Instance:
    """The settings and the singletons of one application in this process.

    Args:
        settings: the application's limits.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._objects: dict[Callable[[], Any], Any] = {}
        self._lock = threading.RLock()  # making one object may need another

    def object_made_by(self, make: Callable[[], T]) -> T:
        """Return the object that ``make`` makes for this application; it is made at the first call.

        Making one is short: it holds a lock, and so passes over checkpoints.
        """
        if make not in self._objects:
            with uninterruptible(), self._lock:
                if make not in self._objects:
                    self._objects[make] = make()
        return cast(T, self._objects[make])

    @contextmanager
    def current(self) -> Iterator[None]:
        """Let the running task work for this application as long as the context lasts."""
        token = _current.set(self)
        try:
            yield
        finally:
            _current.reset(token)


_current: ContextVar[Instance] = ContextVar("instance")


@cache
def _of_environment() -> Instance:
    """The instance for code outside of any application, such as a command."""
    return Instance(read_settings())


def current_instance() -> Instance:
    """The application that the running code works for; outside of one, an instance with the environment's settings."""
    return _current.get(None) or _of_environment()


def current_settings() -> Settings:
    """The settings of the application that the running code works for."""
    return current_instance().settings


def one_per_instance(make: Callable[[], T]) -> Callable[[], T]:
    """Turn a function that makes an object into one that returns the object of the current application."""

    @wraps(make)
    def the_one() -> T:
        return current_instance().object_made_by(make)

    return the_one
