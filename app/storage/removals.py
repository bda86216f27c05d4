"""Tells those who compute from a data set, or hold what was computed from it in memory, that it was removed."""

import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TypeVar

Piece = TypeVar("Piece")

MAX_REMEMBERED = 10_000
"""Removals that are remembered: more than there can be while one computation goes on."""


class RemovedError(Exception):
    """A data set was removed while something was computed from it."""


_forgetting: list[Callable[[str], None]] = []
_removed: dict[str, None] = {}
_lock = threading.Lock()


def when_removed(forget: Callable[[str], None]) -> None:
    """Have ``forget`` called with the id of each data set that is removed, on the thread that removed it."""
    _forgetting.append(forget)


def announce_removal(dataset: str) -> None:
    """Say that a data set is gone, once it is."""
    with _lock:
        _removed[dataset] = None
        while len(_removed) > MAX_REMEMBERED:
            del _removed[next(iter(_removed))]
    for forget in _forgetting:
        forget(dataset)


def revoke_removal(dataset: str) -> None:
    """Say that there is a data set of this id again."""
    with _lock:
        _removed.pop(dataset, None)


def is_removed(dataset: str) -> bool:
    """Whether a data set was removed in the meantime.

    Whoever keeps what was computed from it asks this after having kept it, and forgets it again.
    """
    return dataset in _removed


async def while_kept(dataset: str, pieces: AsyncGenerator[Piece]) -> AsyncGenerator[Piece]:
    """The pieces of what is computed from a data set.

    Raises:
        RemovedError: the data set was removed; what was still to be computed is not.
    """
    async with aclosing(pieces):
        async for piece in pieces:
            if is_removed(dataset):
                raise RemovedError(dataset)
            yield piece
