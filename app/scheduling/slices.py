"""Slices: portions of at most some milliseconds of work that comes in parts."""

import time
from collections.abc import AsyncGenerator, Iterator
from typing import TypeVar

from app.instance import current_settings
from app.scheduling.turns import Turns

Part = TypeVar("Part")


async def in_slices(threads: Turns, parts: Iterator[Part]) -> AsyncGenerator[list[Part]]:
    """The parts of work, computed a slice at a time on threads; cancelling the consumer ends it within one slice."""
    while done := await threads.run(slice_of, parts):
        yield done


def slice_of(parts: Iterator[Part]) -> list[Part]:
    """Do as many parts of work as fit into one slice, at least one; the list is empty when all work is done.

    Every wait for a thread is as long as the slices of all others together, so short parts should share a slice.
    """
    slice_seconds = current_settings().slice_seconds
    done: list[Part] = []
    longest, began = 0.0, time.thread_time()
    now = began
    for part in parts:
        done.append(part)
        before, now = now, time.thread_time()
        longest = max(longest, now - before)
        if now - began + longest > slice_seconds:
            break
    return done
