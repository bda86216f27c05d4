"""Removed data sets: computations on them end, and cached results computed from them are dropped."""

import threading
from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import aclosing
from typing import Any, Generic, TypeVar

from app.instance import one_per_instance

Event = TypeVar("Event")
Result = TypeVar("Result")

MAX_REMEMBERED = 10_000
"""The number of remembered removals: more than can happen during one computation."""


class RemovedError(Exception):
    """A data set was removed during a computation on it."""


class ResultCache(Generic[Result]):
    """A cache of the latest results computed from data sets, until the data sets are removed. Thread-safe.

    Args:
        is_too_much: whether these results exceed the cache's size; the latest result always stays.
    """

    def __init__(self, is_too_much: Callable[[Collection[Result]], bool]) -> None:
        self._is_too_much = is_too_much
        self._results: dict[str, tuple[str, Result]] = {}
        self._lock = threading.Lock()
        _removals().caches.append(self)

    def get(self, key: str) -> Result | None:
        """Return the result of a key, or None if it is not cached."""
        dataset_and_result = self._results.get(key)
        return None if dataset_and_result is None else dataset_and_result[1]

    def put(self, key: str, result: Result, dataset: str) -> None:
        """Cache a result, unless the data set from which it was computed has been removed meanwhile."""
        with self._lock:
            if is_removed(dataset):
                return
            self._results[key] = dataset, result
            while len(self._results) > 1 and self._is_too_much([held for _, held in self._results.values()]):
                del self._results[next(iter(self._results))]

    def forget(self, dataset: str) -> None:
        """Drop all results of a data set."""
        with self._lock:
            for key in [key for key, (of, _) in self._results.items() if of == dataset]:
                del self._results[key]


class _Removals:
    """The ids of removed data sets, and the caches that drop their results."""

    def __init__(self) -> None:
        self.ids: dict[str, None] = {}
        self.caches: list[ResultCache[Any]] = []
        self.lock = threading.Lock()


_removals = one_per_instance(_Removals)


def announce_removal(dataset: str) -> None:
    """Announce that a data set has been removed."""
    removals = _removals()
    with removals.lock:
        removals.ids[dataset] = None
        while len(removals.ids) > MAX_REMEMBERED:
            del removals.ids[next(iter(removals.ids))]
    for cache in removals.caches:
        cache.forget(dataset)


def revoke_removal(dataset: str) -> None:
    """Announce that a data set with this id exists again."""
    removals = _removals()
    with removals.lock:
        removals.ids.pop(dataset, None)


def is_removed(dataset: str) -> bool:
    """Whether a data set was removed recently.

    Code that stores a result of the data set asks this after storing it, and removes the result again if so.
    """
    return dataset in _removals().ids


async def until_removed(dataset: str, events: AsyncGenerator[Event]) -> AsyncGenerator[Event]:
    """Pass on the events of a computation on a data set as long as the data set exists.

    Raises:
        RemovedError: the data set was removed; the rest is not computed.
    """
    async with aclosing(events):
        async for event in events:
            if is_removed(dataset):
                raise RemovedError(dataset)
            yield event
