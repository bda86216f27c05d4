"""Removed data sets: what is computed from them ends, and what was computed from them is forgotten."""

import threading
from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import aclosing
from typing import Any, Generic, TypeVar

from app.instance import one_per_instance

Event = TypeVar("Event")
Result = TypeVar("Result")

MAX_REMEMBERED = 10_000
"""Removals that are remembered: more than there can be while one computation goes on."""


class RemovedError(Exception):
    """A data set was removed while something was computed from it."""


class ResultCache(Generic[Result]):
    """The latest results computed from data sets, until these are removed. Thread-safe.

    Args:
        is_too_much: whether so many results are more than are to be held; the latest one stays in any case.
    """

    def __init__(self, is_too_much: Callable[[Collection[Result]], bool]) -> None:
        self._is_too_much = is_too_much
        self._results: dict[str, tuple[str, Result]] = {}
        self._lock = threading.Lock()
        _removals().caches.append(self)

    def get(self, key: str) -> Result | None:
        """The result of a key; None if there is none any more."""
        dataset_and_result = self._results.get(key)
        return None if dataset_and_result is None else dataset_and_result[1]

    def put(self, key: str, result: Result, dataset: str) -> None:
        """Hold a result, unless the data set that it was computed from was removed meanwhile."""
        with self._lock:
            if is_removed(dataset):
                return
            self._results[key] = dataset, result
            while len(self._results) > 1 and self._is_too_much([held for _, held in self._results.values()]):
                del self._results[next(iter(self._results))]

    def forget(self, dataset: str) -> None:
        """Hold nothing of a data set any longer."""
        with self._lock:
            for key in [key for key, (of, _) in self._results.items() if of == dataset]:
                del self._results[key]


class _Removals:
    """The ids of removed data sets, and the caches that forget them."""

    def __init__(self) -> None:
        self.ids: dict[str, None] = {}
        self.caches: list[ResultCache[Any]] = []
        self.lock = threading.Lock()


_removals = one_per_instance(_Removals)


def announce_removal(dataset: str) -> None:
    """Say that a data set is gone, once it is."""
    removals = _removals()
    with removals.lock:
        removals.ids[dataset] = None
        while len(removals.ids) > MAX_REMEMBERED:
            del removals.ids[next(iter(removals.ids))]
    for cache in removals.caches:
        cache.forget(dataset)


def revoke_removal(dataset: str) -> None:
    """Say that there is a data set of this id again."""
    removals = _removals()
    with removals.lock:
        removals.ids.pop(dataset, None)


def is_removed(dataset: str) -> bool:
    """Whether a data set was removed in the meantime.

    Whoever keeps what was computed from it asks this after having kept it, and forgets it again.
    """
    return dataset in _removals().ids


async def while_kept(dataset: str, events: AsyncGenerator[Event]) -> AsyncGenerator[Event]:
    """The events of what is computed from a data set.

    Raises:
        RemovedError: the data set was removed; what was still to be computed is not.
    """
    async with aclosing(events):
        async for event in events:
            if is_removed(dataset):
                raise RemovedError(dataset)
            yield event
